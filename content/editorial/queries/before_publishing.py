"""What publishing a page would do, told before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.editorial.extensions import before_publishing
from content.editorial.queries.comparison import Comparison, comparison
from content.editorial.queries.requirements import Findings, findings
from content.editorial.queries.schedules import open_schedules, said
from content.editorial.queries.standing import Review, Standing, review_now
from content.library.actions.publish import address_taken
from content.library.addresses import address
from content.library.markdown import BodyRefused
from content.library.models import Edition, Link
from content.library.publishing.preview import preview
from content.library.wording import title_key
from content.pages.models import Page
from content.pages.snapshots import snapshot
from content.people.models import User
from content.people.roles import who_may


@dataclass(frozen=True)
class Effects:
    """What would happen, and what speaks for and against it."""

    findings: Findings
    refusals: list[str]
    comparison: Comparison | None  # None where readers see nothing now, or the draft cannot be drawn
    lines: list[str | SafeString]
    review: Review
    review_said: str


def effects(now: Standing, person: User, today: date) -> Effects:
    """Costs a composing of the page and a comparison with what readers see."""
    page = now.page
    taken = snapshot(page)
    found = findings(page, taken, today, elsewhere=True)
    edition = _composed(page)
    public = _public_edition(now)
    review = review_now(now, person)
    return Effects(
        findings=found,
        refusals=address_taken(page, now.publication, taken),
        comparison=comparison(public, edition) if public and edition else None,
        lines=list(_lines(now, edition, public)) if edition else [],
        review=review,
        review_said=_said(now, review),
    )


def _composed(page: Page) -> Edition | None:
    try:
        return preview(page)
    except BodyRefused:
        return None


def _public_edition(now: Standing) -> Edition | None:
    """The whole of the edition that readers see now."""
    if not now.is_public or now.publication is None:
        return None
    return Edition.objects.get(pk=now.publication.edition_id)


def _said(now: Standing, review: Review) -> str:
    if review == Review.APPROVED:
        by = f" by {now.draft.decided_by}" if now.is_approved and now.draft and now.draft.decided_by else ""
        return f"Approved{by}."
    if review == Review.BY_PUBLISHING:
        return "None of the changes is yours: by publishing them you approve them."
    return (
        f"Nobody but its authors has approved it, and some of the changes are yours. Ask {who_may('review')} "
        "for a review; or say why it cannot wait, and the edition waits at the desk for its second review."
    )


def _lines(now: Standing, edition: Edition, public: Edition | None) -> Iterator[str | SafeString]:
    publication = now.publication
    if publication and publication.slug != edition.slug:
        before, after = address(publication.kind, publication.slug), address(edition.kind, edition.slug)
        yield f"The address changes from {before} to {after}. The old one goes on leading here."
    yield from _resolved(now.page, edition)
    for schedule in open_schedules(now.page):
        yield said(schedule)
        if schedule.revision_number and schedule.standing == schedule.Standing.WAITING:
            yield "Publishing now cancels that."
    for more in before_publishing:
        yield from more(now.page, edition, public)


def _resolved(page: Page, edition: Edition) -> Iterator[SafeString]:
    """The titles that texts ask for and that this page bears from now on."""
    keys = {title_key(name["surface"]) for name in edition.content["names"]}
    asking = Link.objects.wanted().filter(wanted_key__in=keys).exclude(publication__page=page)
    rows = dict.fromkeys(
        asking.order_by("publication__title").values_list(
            "publication__title", "publication__kind", "publication__slug"
        )
    )
    if rows:
        places = format_html_join(
            ", ", '<a href="{}">{}</a>', ((address(kind, slug), title) for title, kind, slug in rows)
        )
        yield format_html("It is wanted: from now on it is linked in {}.", places)
