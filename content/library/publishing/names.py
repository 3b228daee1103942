"""The names of published pages: how texts find them, and what a new name resolves."""

from collections.abc import Iterable

from django.db.models import Count, F, Max, Q

from content.library.mentions import Lexicon
from content.library.mentions import Name as LexiconName
from content.library.models import Link, LinkKind, Name, Naming, Passage, Publication
from content.library.models.index import NAMING
from content.library.publishing.rejections import is_rejected
from content.library.publishing.search_rows import name_again
from content.library.wording import title_key

# Names of one page that are looked for in earlier texts, each a pass over the passages.
_FEW = 40


def lexicon(*, without: int = 0, more: Iterable[LexiconName] = ()) -> Lexicon:
    """The names by which texts name published pages, and more. A name that two pages have names neither."""
    names = list(
        Name.objects.filter(mentions=True, publication__state=Publication.State.PUBLISHED)
        .exclude(publication__page_id=without)
        .values_list("surface", "publication__page_id", "case_sensitive", "key")
    )
    names += [(name.surface, name.page, name.case_sensitive, title_key(name.surface)) for name in more]
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


def resolve(keys: set[str]) -> None:
    """Lead the links that ask for these titles to the pages that bear them now, or to none."""
    asking = Link.objects.filter(wanted_key__in=keys).order_by()
    rows = list(asking.values_list("pk", "publication", "wanted_key", "target", "passage"))
    found = pages_by_key({key for _, _, key, *_ in rows})
    moved: dict[int | None, list[int]] = {}
    publications: set[int] = set()
    pages: set[int] = set()
    passages: set[int] = set()
    for pk, publication, key, target, passage in rows:
        now = found.get(key)
        if target != now:
            moved.setdefault(now, []).append(pk)
            publications.add(publication)
            pages |= {page for page in (target, now) if page}
            passages |= {passage} - {None}
    for now, links in moved.items():
        Link.objects.filter(pk__in=links).update(target=now)
    if moved:
        _count_again(publications, pages)
        name_again(passages)


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
    rejected = _rejected_in({passage.publication_id for passage in candidates})
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
        if mention.page == page
        and (passage.pk, mention.start) not in indexed
        and not is_rejected(
            rejected[passage.publication_id],
            passage.text[mention.start : mention.end],
            passage.section_slug,
        )
    ]
    if links:
        _append(links, page)


def _rejected_in(publications: set[int]) -> dict[int, list[dict[str, str]]]:
    """The mentions that the editors of each current edition rejected; older editions know of none."""
    rows = Publication.objects.filter(pk__in=publications).order_by()
    return {pk: found or [] for pk, found in rows.values_list("pk", "edition__content__rejected")}


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
    _count_again(publications, {page})
    name_again(link.passage_id for link in links if link.passage_id)


def _count_again(publications: set[int], pages: set[int]) -> None:
    """How often the publications name the pages; no page counts how often it names itself."""
    counts = (
        Link.objects.filter(publication__in=publications, target__in=pages, kind__in=NAMING)
        .exclude(target=F("publication__page"))
        .order_by()
        .values_list("publication", "target")
        .annotate(count=Count("pk"))
    )
    Naming.objects.filter(publication__in=publications, page__in=pages).delete()
    Naming.objects.bulk_create(
        Naming(publication_id=publication, page_id=page, count=count) for publication, page, count in counts
    )
