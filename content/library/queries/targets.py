"""Where the links of an edition lead now, and what else to read: one query an edition."""

from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from django.db.models import Count, FilteredRelation, OuterRef, Q, Subquery, Value

from content.library.addresses import KIND_LABELS, address
from content.library.models import DeclinedTitle, Edition, Publication, PublicationTag
from content.library.wording import title_key
from content.pages.models import Kind

_RELATED = 4  # pages proposed for further reading


@dataclass(frozen=True)
class Target:
    """A published page that something leads to."""

    page: int
    kind: str
    slug: str
    title: str
    acronym: str
    shared_topics: int = 0

    @property
    def href(self) -> str:
        return address(self.kind, self.slug)

    @property
    def short(self) -> str:
        return self.acronym or self.title

    @property
    def described(self) -> str:
        """What a link says when one rests on it: "Organization: NATO"."""
        return f"{KIND_LABELS[self.kind]}: {self.short}"


@dataclass
class Targets:
    """The public pages that an edition's links lead to. What is not public is not here."""

    by_page: dict[int, Target] = field(default_factory=dict)
    by_key: dict[str, Target] = field(default_factory=dict)
    related: list[Target] = field(default_factory=list)
    declined: set[str] = field(default_factory=set)  # wanted titles that no page will have

    def is_wanted(self, link: dict[str, Any]) -> bool:
        """Whether a link that leads nowhere asks for a page of its title."""
        return bool(link["key"]) and link["key"] not in self.declined

    def of(self, link: dict[str, Any]) -> Target | None:
        """Where a link of `Edition.content` leads, if it leads anywhere."""
        return self.by_page.get(link["page"]) if link["page"] else self.by_key.get(link["key"])


def targets_of(edition: Edition) -> Targets:
    """One query: the targets by key of page, those by wanted title, and the pages that share most topics.

    The declined ones among the titles come with it, as rows without a page.
    """
    pages = {link["page"] for link in edition.content["links"] if link["page"]}
    # Never empty: a condition that no row can meet would empty the whole query.
    keys = {link["key"] for link in edition.content["links"]} | {""}
    tags = [topic["tag"] for topic in edition.content["topics"]]
    sharing = PublicationTag.objects.filter(tag__in=tags).order_by()
    related = (
        sharing.filter(
            publication__state=Publication.State.PUBLISHED,
            publication__kind__in=[Kind.ARTICLE, Kind.CASE_STUDY],
        )
        .exclude(publication__page=edition.page_id)
        .values("publication")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "publication__title")
        .values("publication")[:_RELATED]
    )
    shared = (
        sharing.filter(publication=OuterRef("pk")).values("publication").annotate(n=Count("pk")).values("n")
    )
    rows = (
        Publication.objects.public()
        .annotate(
            found=FilteredRelation("names", condition=Q(names__key__in=keys)),
            shared=Subquery(shared),
        )
        .filter(Q(page__in=pages) | Q(found__isnull=False) | Q(pk__in=Subquery(related)))
        .order_by()
        .values_list("page_id", "kind", "slug", "title", "acronym", "shared", "found__key")
    )
    if len(keys) > 1:
        none = [Value(0), *[Value("")] * 4, Value(0)]
        rows = rows.union(DeclinedTitle.objects.filter(key__in=keys).values_list(*none, "key"), all=True)
    return _sorted_out(rows, edition.page_id)


def _sorted_out(rows: Any, own_page: int) -> Targets:
    targets = Targets()
    titled: set[str] = set()
    for page, kind, slug, title, acronym, shared, key in sorted(rows, key=itemgetter(0)):
        if not page:
            targets.declined.add(key)
            continue
        target = Target(page, kind, slug, title, acronym, shared or 0)
        targets.by_page[page] = target
        if key is None:
            continue
        is_title = title_key(title) == key
        if key not in targets.by_key or (is_title and key not in titled):
            targets.by_key[key] = target
        if is_title:
            titled.add(key)
    sharing = [
        target
        for target in targets.by_page.values()
        if target.shared_topics and target.kind in (Kind.ARTICLE, Kind.CASE_STUDY) and target.page != own_page
    ]
    targets.related = sorted(sharing, key=lambda one: (-one.shared_topics, one.title))[:_RELATED]
    return targets
