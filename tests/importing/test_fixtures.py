"""The fixtures: loaded in one call, written anew from the seeds, and what they say."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count

from content.importing.article_fixtures import articles_as_fixture
from content.library.actions import publish
from content.library.models import Link, PassageTopic
from content.pages.models import (
    Agreement,
    Alias,
    Article,
    CaseStudy,
    Country,
    Defect,
    Facet,
    Kind,
    Membership,
    Organization,
    Page,
    Section,
    SourceDocument,
    Tag,
)

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
FIXTURES = sorted((ROOT / "fixtures").glob("*.json"))


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loading takes a second: each test is rolled back to here, and all of it at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *map(str, FIXTURES), verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(loaded_once: None, db: None) -> None:
    """The fixtures, as they are loaded in one call."""


def rows() -> list[dict[str, Any]]:
    return [row for path in FIXTURES for row in json.loads(path.read_text("utf-8"))]


def test_the_articles_are_what_importing_the_seeds_gives() -> None:
    assert articles_as_fixture(ROOT / "seeds") == (ROOT / "fixtures/40_articles.json").read_text("utf-8")


def test_the_command_writes_the_same_whatever_the_site_holds(tmp_path: Path) -> None:
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DEBUG": "1"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "manage.py", "write_fixtures", "--to", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path / '40_articles.json'}: written\n"
    assert (tmp_path / "40_articles.json").read_bytes() == (ROOT / "fixtures/40_articles.json").read_bytes()


@pytest.mark.usefixtures("loaded")
def test_everything_is_there() -> None:
    models = (Country, Organization, Agreement, Article, CaseStudy, Membership, Tag, SourceDocument, Section)
    assert [model._default_manager.count() for model in models] == [8, 8, 7, 2, 2, 21, 59, 2, 32]
    assert len(set(Tag.objects.values_list("facet", flat=True))) == len(Facet) == 9


def test_nothing_is_named_by_a_number() -> None:
    assert [row["model"] for row in rows() if "pk" in row] == []


@pytest.mark.usefixtures("loaded")
def test_loading_again_changes_nothing() -> None:
    models = list(apps.get_app_config("pages").get_models())
    before = {model: list(model._default_manager.order_by("pk").values()) for model in models}
    call_command("loaddata", *map(str, FIXTURES), verbosity=0)

    assert {model: list(model._default_manager.order_by("pk").values()) for model in before} == before


def test_every_time_is_the_same() -> None:
    times = {
        value
        for row in rows()
        for name, value in row["fields"].items()
        if name in ("created_at", "updated_at", "imported_at")
    }
    assert times == {"2026-11-21T09:00:00Z"}


@pytest.mark.usefixtures("loaded")
def test_every_field_holds_what_its_form_would_accept() -> None:
    for model in (Country, Organization, Agreement, CaseStudy, Article, Membership, Alias, Tag):
        for row in model._default_manager.all():
            row.full_clean()


@pytest.mark.usefixtures("loaded")
def test_loading_twice_changes_no_page() -> None:
    before = list(Page.objects.order_by("pk").values())
    call_command("loaddata", *map(str, FIXTURES), verbosity=0)
    assert list(Page.objects.order_by("pk").values()) == before


@pytest.mark.usefixtures("loaded")
def test_a_page_has_at_most_ten_topics_and_articles_and_cases_have_ten() -> None:
    counts = dict(Page.objects.annotate(topics=Count("tagged")).values_list("slug", "topics"))
    assert max(counts.values()) == 10
    told = Page.objects.filter(kind__in=[Kind.ARTICLE, Kind.CASE_STUDY]).values_list("slug", flat=True)
    assert [counts[slug] for slug in told] == [10] * 4


@pytest.mark.usefixtures("loaded")
def test_an_alias_names_one_page_or_is_marked_ambiguous() -> None:
    names = [(alias.surface, alias.page_id, alias.ambiguous) for alias in Alias.objects.all()]
    names += [(page.title, page.pk, False) for page in Page.objects.exclude(kind=Kind.ARTICLE)]
    pages = Counter(
        name for name, _ in {(surface.casefold(), pk) for surface, pk, unclear in names if not unclear}
    )
    assert [name for name, count in pages.items() if count > 1] == []
    assert set(Alias.objects.filter(ambiguous=True).values_list("surface", flat=True)) == {"GSOMIA", "Indian"}


@pytest.mark.usefixtures("loaded")
def test_facts_keep_their_precision_and_unknown_stays_empty() -> None:
    beca, gsomia = Agreement.objects.get(slug="beca"), Agreement.objects.get(slug="gsomia-us-in")
    assert isinstance(beca, Agreement)
    assert isinstance(gsomia, Agreement)
    assert (beca.signed, gsomia.signed, gsomia.place) == ("2020-10", "2002", "")
    union, nato = Organization.objects.get(slug="eu"), Organization.objects.get(slug="nato")
    assert isinstance(union, Organization)
    assert isinstance(nato, Organization)
    assert (union.headquarters, union.predecessor) == ("", None)
    assert (nato.members_count, nato.members_as_of, nato.founded) == (32, "2024-03", "1949-04-04")
    in_forum = Membership.objects.get(organization__slug="arf", member__slug="india")
    assert (in_forum.since, in_forum.status, in_forum.confidence) == ("", "participant", "high")
    left = Membership.objects.get(organization__slug="eu", member__slug="united-kingdom")
    assert (left.status, left.since, left.until) == ("former", "1993", "2020-01-31")
    csdp = Agreement.objects.get(slug="csdp")
    assert isinstance(csdp, Agreement)
    assert csdp.supersedes is not None
    assert (csdp.supersedes.slug, csdp.signed, csdp.signed_note) == (
        "esdp",
        "2009-12-01",
        "Treaty of Lisbon in force",
    )


@pytest.mark.usefixtures("loaded")
def test_the_case_studies_claim_and_the_editor_has_not_judged() -> None:
    for case in CaseStudy.objects.all():
        assert isinstance(case, CaseStudy)
        assert (case.evidence_level, case.assessment, case.question, case.mechanism) == (
            "claimed",
            "",
            "",
            "",
        )
        assert case.claimed_outcome
    told = CaseStudy.objects.get(slug="us-india-defense-cooperation").casestudy.told_by.order_by("position")
    assert [section.heading for section in told] == [
        "Case Studies of Defense Diplomacy Enhancing National Security",
        "U.S.-India Defense Cooperation",
    ]


@pytest.mark.usefixtures("loaded")
def test_the_articles_carry_the_defects_that_importing_found() -> None:
    assert list(Defect.objects.order_by("kind").values_list("kind", "line")) == [
        ("heading_repeats_title", 7),
        ("missing_space", 47),
        ("near_duplicate", 129),
        ("short_section", 127),
        ("unclosed_quotation", 3),
    ]


@pytest.mark.usefixtures("loaded")
def test_published_texts_name_the_right_pages_and_every_topic() -> None:
    order = [Kind.ORGANIZATION, Kind.COUNTRY, Kind.AGREEMENT, Kind.CASE_STUDY, Kind.ARTICLE]
    for page in sorted(Page.objects.all(), key=lambda page: order.index(Kind(page.kind))):
        publish(page=page, by=None)
    named = set(Link.objects.filter(kind="mention").values_list("title", "target__slug"))
    assert {
        ("U.S.-India", "us-india-defense-cooperation"),
        ("ASEAN Regional Forum", "arf"),
        ("ARF", "arf"),
        ("LEMOA", "lemoa"),
        ("North Korea", "north-korea"),
        ("Common Security and Defence Policy", "csdp"),
        (
            "European Security and Defense Policy initiatives",
            "european-security-and-defence-policy-initiatives",
        ),
    } <= named
    assert not {title for title, _ in named} & {"ASEAN", "U.S.", "Africa"}
    topics = set(PassageTopic.objects.values_list("tag__slug", flat=True))
    assert set(Tag.objects.values_list("slug", flat=True)) - topics == set()
