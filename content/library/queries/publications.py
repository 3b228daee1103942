"""Which page stands at an address, and which editions it has."""

from django.db.models import QuerySet

from content.library.models import Edition, OldSlug, PassageKey, Publication


def publication_at(kind: str, slug: str) -> Publication | None:
    """The page at the address, withdrawn or not, with its current edition."""
    found: Publication | None = (
        Publication.objects.select_related("edition").filter(kind=kind, slug=slug).first()
    )
    return found


def moved_to(kind: str, slug: str) -> str | None:
    """The slug that the page of an old slug has now."""
    old = OldSlug.objects.filter(kind=kind, slug=slug).values("page")
    now: str | None = (
        Publication.objects.filter(kind=kind, page__in=old).values_list("slug", flat=True).first()
    )
    return now


def editions_of(publication: Publication) -> QuerySet[Edition]:
    """All editions of the page, the newest first."""
    return Edition.objects.filter(page=publication.page_id).order_by("-number")


def edition_of(publication: Publication, number: int) -> Edition | None:
    """One edition of the page; without a query if it is the current one."""
    if publication.edition.number == number:
        return publication.edition
    return Edition.objects.filter(page=publication.page_id, number=number).first()


def place_of(key: str) -> tuple[Publication, PassageKey] | None:
    """The page of a passage key, and what the ledger knows of the key."""
    known = PassageKey.objects.filter(key=key).first()
    if known is None:
        return None
    publication = Publication.objects.select_related("edition").filter(page=known.page_id).first()
    return (publication, known) if publication else None
