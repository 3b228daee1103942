"""What a document would become, and where its links would lead, if it were imported now."""

from dataclasses import dataclass
from typing import Final

from content.editorial.queries.naming import desk_address
from content.importing.documents import ParsedDocument, SeeAlso, texts_of
from content.importing.models import UploadedDocument
from content.importing.runs import page_titles
from content.library.addresses import address
from content.library.models import Name, Publication
from content.library.wording import title_key
from content.pages.models import Article, Page, Revision, SourceDocument

MOST_LINKS: Final = 200


@dataclass(frozen=True)
class Becomes:
    """The article that a document would continue; none for a new one. `problem` forbids the import."""

    article: Page | None = None
    is_same_file: bool = False
    shared_by: tuple[Page, ...] = ()

    @property
    def href(self) -> str:
        return desk_address(self.article) if self.article else ""


@dataclass(frozen=True)
class Led:
    """A title that the document links to, and where that leads: to the public, to a draft, or nowhere yet."""

    title: str
    href: str = ""
    is_public: bool = False


def article_of(source: SourceDocument | None) -> Page | None:
    """The article that the document was imported as, whatever its title is now."""
    return Article.objects.filter(source_document=source).first() if source else None


def articles_titled(title: str) -> list[Page]:
    """The articles with this title, whatever its case, quotes and spaces."""
    key = title_key(title)
    titles = Article.objects.values_list("pk", "title")
    alike = [pk for pk, other in titles if title_key(other) == key]
    return list(Article.objects.filter(pk__in=alike).order_by("slug")) if alike else []


def what_it_becomes(fingerprint: str, title: str) -> Becomes:
    """As the import decides it: by the bytes first, then by the title."""
    same = article_of(SourceDocument.objects.filter(sha256=fingerprint).first())
    if same is not None:
        return Becomes(same, is_same_file=True)
    alike = articles_titled(title)
    if len(alike) > 1:
        return Becomes(shared_by=tuple(alike))
    return Becomes(alike[0] if alike else None)


@dataclass(frozen=True)
class Continued:
    """The article whose text a document would replace, as it stands; none where it replaces nothing."""

    article: Page | None = None
    revision: int = 0

    def stored(self) -> str:
        """As a form and an upload keep it."""
        return f"{self.article.pk}-{self.revision}" if self.article else ""


def continued(document: UploadedDocument, title: str) -> Continued:
    """Which article the document would continue under that title."""
    becomes = what_it_becomes(document.sha256, title)
    if becomes.article is None or becomes.is_same_file:
        return Continued()
    return Continued(becomes.article, Revision.objects.number_of(becomes.article))


def leads(document: ParsedDocument) -> list[Led]:
    """Each title once, in reading order."""
    titles: dict[str, str] = {}
    for section in document.sections:
        for block in section.blocks:
            linked = [title for text in texts_of(block) for title in page_titles(text)]
            for title in [block.target] if isinstance(block, SeeAlso) else linked:
                titles.setdefault(title_key(title), title)
    kept = dict(list(titles.items())[:MOST_LINKS])
    public = _public(set(kept))
    drafts = _drafts(set(kept) - set(public)) if set(kept) - set(public) else {}
    return [
        Led(title, public.get(key) or drafts.get(key, ""), is_public=key in public)
        for key, title in kept.items()
    ]


def _public(keys: set[str]) -> dict[str, str]:
    """Where titles and names of published pages lead; a page of that title before one of that other name."""
    names = Name.objects.filter(key__in=keys, publication__state=Publication.State.PUBLISHED)
    rows = names.values_list("key", "publication__kind", "publication__slug", "publication__title")
    found: dict[str, str] = {}
    for key, kind, slug, title in rows.order_by("publication__page_id"):
        if key not in found or title_key(title) == key:
            found[key] = address(kind, slug)
    return found


def _drafts(keys: set[str]) -> dict[str, str]:
    """Where pages with these titles are edited."""
    pages = {title_key(title): pk for pk, title in Page.objects.values_list("pk", "title")}
    rows = Page.objects.in_bulk([pages[key] for key in keys if key in pages])
    return {key: desk_address(rows[pages[key]]) for key in keys if key in pages}
