"""What stands beside the form of a page: what happens next, what reviewers remarked, what is worth a look."""

from typing import Any

from django.utils import timezone

from content.editorial.models import Remark
from content.editorial.queries.naming import desk_address
from content.editorial.queries.next_step import next_step
from content.editorial.queries.requirements import findings
from content.pages.models import Page, Revision, Section
from content.people.models import User


def beside(page: Page, person: User, section_sets: list[Any]) -> dict[str, Any]:
    """The context of the form; the remarks on a section are put at its row."""
    saved = Revision.objects.latest_of(page)
    today = timezone.now().date()
    return {
        "next_step": next_step(page, person),
        "findings": findings(page, saved.taken, today, elsewhere=False) if saved else None,
        "page_remarks": _remarks(page, section_sets),
    }


def _remarks(page: Page, section_sets: list[Any]) -> list[Remark]:
    """Put open remarks beside their sections; return those of the whole page and of sections that went."""
    remarks = list(
        Remark.objects.filter(page=page, settled_at=None).select_related("made_by").order_by("made_at", "pk")
    )
    for remark in remarks:
        remark.settle_address = desk_address(page, "settle", remark.pk)  # type: ignore[attr-defined]
    placed: set[int] = set()
    for section in (form.instance for sections in section_sets for form in sections.forms):
        if isinstance(section, Section) and section.slug:
            here = [remark for remark in remarks if remark.section_slug == section.slug]
            section.remarks = here  # type: ignore[attr-defined]
            placed.update(remark.pk for remark in here)
    return [remark for remark in remarks if remark.pk not in placed]
