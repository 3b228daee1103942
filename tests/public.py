"""What the tests of the public pages share: quick publications, a small site, all of its addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.utils import timezone

from content.library.actions import publish
from content.library.addresses import SEGMENTS, address, edition_address, list_address, topic_address
from content.library.models import Edition, Passage, Publication
from content.pages.models import (
    Agreement,
    Article,
    CaseStudy,
    Country,
    Kind,
    Organization,
    Page,
    Tag,
)
from content.pages.snapshots import MODELS
from tests.factories import (
    make_agreement,
    make_article,
    make_case_study,
    make_country,
    make_organization,
    make_tag,
    section,
)

_numbers = count(1)


def make_publication(kind: str = Kind.ARTICLE, **fields: Any) -> Publication:
    """A published page with an empty edition and no index rows: enough for lists, and quick."""
    return make_publications(1, kind, **fields)[0]


def make_publications(how_many: int, kind: str = Kind.ARTICLE, **fields: Any) -> list[Publication]:
    """Several of them; each has a title and an address of its own where the fields say none."""
    now = timezone.now()
    fields = {"first_published_at": now, "changed_at": now} | fields
    rows = [_named(next(_numbers)) | fields for _ in range(how_many)]
    called = [{name: row[name] for name in ("title", "slug")} for row in rows]
    pages = Page.objects.bulk_create(Page(kind=kind, **names) for names in called)
    for page, names in zip(pages, called, strict=True):
        # The row of its own kind alone: Django has no way to make them all at once.
        own = MODELS[kind](**names, **_needed(kind))
        own.pk = page.pk
        own.save_base(raw=True, force_insert=True)
    editions = Edition.objects.bulk_create(
        _empty_edition(page, at=now, **names) for page, names in zip(pages, called, strict=True)
    )
    return Publication.objects.bulk_create(
        Publication(page_id=page.pk, edition=edition, kind=kind, **row)
        for page, edition, row in zip(pages, editions, rows, strict=True)
    )


def _named(number: int) -> dict[str, Any]:
    return {"title": f"Page {number}", "slug": f"page-{number}"}


def _empty_edition(page: Page, *, at: datetime, **names: str) -> Edition:
    content: dict[str, list[Any]] = {
        name: []
        for name in ("sections", "passages", "links", "facts", "groups", "notices", "topics", "names")
    }
    return Edition(
        page_id=page.pk,
        number=1,
        revision_number=1,
        kind=page.kind,
        **names,
        language="en-US",
        provenance="unknown",
        content={**content, "source": None},
        words=0,
        published_at=at,
    )


def _needed(kind: str) -> dict[str, str]:
    return {"agreement_kind": Agreement.AgreementKind.TREATY} if kind == Kind.AGREEMENT else {}


@dataclass(frozen=True)
class Site:
    """A published site with one page of each kind, which refer to each other."""

    topic: Tag
    country: Country
    organization: Organization
    agreement: Agreement
    case_study: CaseStudy
    article: Article

    @property
    def pages(self) -> list[Page]:
        return [self.organization, self.country, self.agreement, self.case_study, self.article]


def publish_a_small_site() -> Site:
    """Organization and country are named by the texts; the article names a topic and wants a page."""
    topic = make_tag(name="Joint exercises", definition="Training together.")
    country = make_country(title="France", region="Western Europe")
    organization = make_organization(
        title="North Atlantic Treaty Organization",
        acronym="NATO",
        type="military alliance",
        founded="1949-04-04",
        members=[country],
    )
    agreement = make_agreement(title="Accord of Paris", signed="2016-08-29", parties=[country, organization])
    body = "NATO holds joint exercises. France came in 1966 and in 2009."
    article = make_article(
        title="On alliances",
        sections=[
            section("Exercises", f"{body}\n\nSee also [[Peace Partnerships]]"),
            section("Afterwards", "NATO grew."),
        ],
        tags=[topic],
    )
    case_study = make_case_study(
        title="A case of trust",
        participants=[country, organization],
        agreements=[agreement],
        instruments=[topic],
    )
    case_study.told_by.set(article.sections.all()[:1])
    site = Site(topic, country, organization, agreement, case_study, article)
    for page in site.pages:
        publish(page=page, by=None)
    return site


def every_public_address() -> Iterator[str]:
    """Every address that the site has now, of every kind; addresses with queries are not among them."""
    yield from ("/", "/about/", "/accessibility/", "/topics/", "/wanted/", "/corrections/")
    yield "/corrections/feed/"
    yield from (list_address(kind) for kind in SEGMENTS)
    yield from (topic_address(slug) for slug in Tag.objects.values_list("slug", flat=True))
    for publication in Publication.objects.select_related("edition"):
        here = address(publication.kind, publication.slug)
        yield from (here, f"{here}editions/")
        numbers = range(1, publication.edition.number + 1)
        yield from (edition_address(publication.kind, publication.slug, number) for number in numbers)
        yield from (f"{here}compare/{one}/{other}/" for one in numbers for other in numbers if one != other)
    yield from (f"/passages/{key}/" for key in Passage.objects.values_list("key", flat=True))
