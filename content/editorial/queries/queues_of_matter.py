"""The queues of what is to be mended or written: import problems, facts, wanted titles."""

from datetime import UTC
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from content.editorial.queries.naming import desk_address
from content.editorial.queries.queues import Asked, Cut, Item, Queue, cut, of_kind
from content.editorial.queries.wanted import OPEN, demanded
from content.editorial.requirements.aging import is_old, old_between
from content.pages.models import Defect, Membership, Organization, Page
from content.pages.partial_dates import PartialDate


def _defects(asked: Asked, start: int, stop: int) -> Cut:
    """The pages with open defects, the oldest import first."""
    open_ones = of_kind(Defect.objects.filter(state=Defect.State.OPEN), asked)
    groups: Any = (
        open_ones.order_by()
        .values("page", "source_document", "source_document__file_name")
        .annotate(count=Count("pk"), first=Min("pk"), oldest=Min("source_document__imported_at"))
        .order_by("oldest", "source_document", "page")
    )
    shown = list(groups[start:stop])
    pages = Page.objects.in_bulk({group["page"] for group in shown if group["page"]})

    def item(group: dict[str, Any]) -> Item:
        page, document = pages.get(group["page"]), group["source_document"]
        query = urlencode({"state__exact": "open", "source_document__id__exact": document})
        return Item(
            title=str(page) if page else group["source_document__file_name"],
            href=desk_address(page) if page else "",
            said=f"{group['count']} open",
            action="Work through",
            action_href=f"{reverse('admin:pages_defect_changelist')}?{query}",
            key=str(group["first"]),
        )

    return Cut([item(group) for group in shown], groups.count())


def _wanted(asked: Asked, start: int, stop: int) -> Cut:
    """The most named titles first; one whose page is begun or that was declined waits no more."""
    rows = [row for row in demanded() if row.state == OPEN]

    def item(title: str, count: int, places: str) -> Item:
        address = f"{reverse('admin:wanted')}?{urlencode({'q': title})}"
        return Item(
            title, "", f"Named {count} time{'s' if count > 1 else ''}: {places}", "Write it …", address
        )

    items = [
        item(row.title, row.count, ", ".join(dict.fromkeys(place.title for place in row.places[:3])))
        for row in rows[start:stop]
    ]
    return Cut(items, len(rows))


def _facts(asked: Asked, start: int, stop: int) -> Cut:
    """Facts that rest on nothing that is stated, and numbers of members that are old."""
    today = asked.at.astimezone(UTC).date()
    year, month = old_between(today)
    stale = Q(organization__members_count__isnull=False) & (
        Q(organization__members_as_of__lt=year)
        | Q(organization__members_as_of__gt=year, organization__members_as_of__lt=month)
    )
    unbacked = Q(organization__evidence="") | Q(country__evidence="") | Q(agreement__evidence="")
    members = Membership.objects.filter(organization=OuterRef("pk"), evidence="").order_by()
    counted = Subquery(members.values("organization").annotate(count=Count("pk")).values("count"))
    pages: Any = Page.objects.annotate(unbacked_members=Coalesce(counted, 0))
    pages = of_kind(pages.filter(stale | unbacked | Q(unbacked_members__gt=0)), asked, "kind")
    pages = pages.select_related("organization", "country", "agreement").order_by("updated_at", "pk")

    def item(page: Any) -> Item:
        said = [page.get_kind_display()]
        own = getattr(page, page.kind)
        if not own.evidence:
            said.append("says of no fact what it rests on")
        if page.unbacked_members:
            said.append(f"memberships without a source: {page.unbacked_members}")
        if (
            isinstance(own, Organization)
            and own.members_count is not None
            and is_old(own.members_as_of, today)
        ):
            said.append(f"counts its members as of {PartialDate(own.members_as_of).display()}")
        return Item(str(page), desk_address(page), ", ".join(said), "Open", desk_address(page))

    return cut(pages, start, stop, item)


MATTER: Final = (
    Queue("defects", "Import problems", "No document waits to be mended.", "import", _defects),
    Queue(
        key="wanted",
        label="Wanted pages",
        empty="Every title that is named has its page.",
        verb="write",
        read=_wanted,
        order="the most named first",
    ),
    Queue(
        key="facts",
        label="Facts to back or renew",
        empty="Every fact says what it rests on, and none is old.",
        verb="write",
        read=_facts,
    ),
)
