"""The names of published pages: how texts find them, and what a new name resolves."""

from django.db.models import Count, Max, Q

from content.library.mentions import Lexicon
from content.library.mentions import Name as LexiconName
from content.library.models import Link, LinkKind, Name, Naming, Passage, Publication
from content.library.wording import title_key

NAMING = (LinkKind.MENTION, LinkKind.PAGE_LINK)
# Names of one page that are looked for in earlier texts, each a pass over the passages.
_FEW = 40


def lexicon(*, without: int = 0) -> Lexicon:
    """The names by which texts name published pages. A name that two pages have names neither."""
    names = list(
        Name.objects.filter(mentions=True, publication__state=Publication.State.PUBLISHED)
        .exclude(publication__page_id=without)
        .values_list("surface", "publication__page_id", "case_sensitive", "key")
    )
    pages: dict[str, set[int]] = {}
    for _, page, _, key in names:
        pages.setdefault(key, set()).add(page)
    return Lexicon(
        LexiconName(surface, page, case_sensitive)
        for surface, page, case_sensitive, key in names
        if len(pages[key]) == 1
    )


def pages_by_key(keys: set[str]) -> dict[str, int]:
    """Which page a `[[Title]]` finds: the page of that title before one of that other name."""
    if not keys:
        return {}
    rows = (
        Name.objects.filter(key__in=keys, publication__state=Publication.State.PUBLISHED)
        .order_by("-publication__page_id")
        .values_list("key", "publication__page_id", "publication__title")
    )
    found: dict[str, int] = {}
    titled: set[str] = set()
    for key, page, title in rows:
        is_title = title_key(title) == key
        if is_title or key not in titled:
            found[key] = page
        if is_title:
            titled.add(key)
    return found


def resolve_wanted(publication: Publication, names: list[Name]) -> None:
    """Links to a wanted title lead to the page that has come to bear it."""
    keys = {name.key for name in names}
    Link.objects.filter(target=None, wanted_key__in=keys).update(target=publication.page_id)


def find_earlier_mentions(publication: Publication, names: list[Name]) -> None:
    """Index the passages of earlier editions that already name a page which is published only now.

    The editions themselves stay as they are: their texts link to the page from their next edition on.
    """
    found = Q()
    for name in names[:_FEW]:
        lookup = "text__contains" if name.case_sensitive else "text__icontains"
        found |= Q(**{lookup: name.surface})
    candidates = list(Passage.objects.filter(found).exclude(publication=publication))
    if not candidates:
        return
    known = lexicon()
    page = publication.page_id
    indexed = set(Link.objects.filter(target=page, passage__in=candidates).values_list("passage", "start"))
    links = [
        Link(
            publication_id=passage.publication_id,
            kind=LinkKind.MENTION,
            target_id=page,
            title=mention.surface,
            passage=passage,
            section_slug=passage.section_slug,
            start=mention.start,
            end=mention.end,
        )
        for passage in candidates
        for mention in known.find(passage.text)
        if mention.page == page and (passage.pk, mention.start) not in indexed
    ]
    if links:
        _append(links, page)


def _append(links: list[Link], page: int) -> None:
    """Add links behind those that the publications have, and count the namings again."""
    publications = {link.publication_id for link in links}
    following: dict[int, int] = dict(
        Link.objects.filter(publication__in=publications)
        .order_by()
        .values_list("publication")
        .annotate(following=Max("number") + 1)
    )
    for link in links:
        link.number = following.get(link.publication_id, 0)
        following[link.publication_id] = link.number + 1
    Link.objects.bulk_create(links)
    counts = (
        Link.objects.filter(publication__in=publications, target=page, kind__in=NAMING)
        .order_by()
        .values_list("publication")
        .annotate(count=Count("pk"))
    )
    Naming.objects.bulk_create(
        [Naming(publication_id=pk, page_id=page, count=count) for pk, count in counts],
        update_conflicts=True,
        unique_fields=["publication", "page"],
        update_fields=["count"],
    )
