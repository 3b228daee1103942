"""The passages that tell a case study."""

from django.db.models import Q

from content.library.models import LinkKind, Passage, Publication
from content.library.queries.quoting import PASSAGE_FIELDS, PassageRow, QuotedPage, grouped, whole


def passages_that_tell(publication: Publication) -> list[QuotedPage]:
    """The passages of the published sections that the case study names as telling it; one query, or none."""
    sections = Q()
    for link in publication.edition.content["links"]:
        if link["kind"] == LinkKind.TELLS and link["page"]:
            sections |= Q(publication__page=link["page"], section_slug=link.get("anchor", ""))
    if not sections:
        return []
    rows = (
        Passage.objects.filter(sections, publication__state=Publication.State.PUBLISHED)
        .order_by("publication__title", "publication", "number")
        .values_list(*PASSAGE_FIELDS)
    )
    return grouped((row, whole(row)) for row in (PassageRow(*fields) for fields in rows))
