"""The draft in the public template: for staff, kept by nobody."""

import pytest

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Edition, Publication
from content.pages.models import Page
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of

pytestmark = pytest.mark.django_db


def pages() -> list[Page]:
    country = factories.make_country()
    return [
        factories.make_article(title="A draft", sections=[factories.section("One", "See [[India]].")]),
        country,
        factories.make_organization(members=[country]),
        factories.make_agreement(parties=[country]),
        factories.make_case_study(participants=[country]),
    ]


def test_every_kind_of_draft_is_shown_as_readers_would_see_it_and_nothing_is_published() -> None:
    client = at_the_desk(Role.AUTHOR)
    for page in pages():
        answer = client.get(desk_address(page, "preview"))
        assert answer.status_code == 200
        assert f"<h1>{page.title}</h1>" in answer.content.decode() or page.title in answer.content.decode()
        assert answer.templates[0].name == f"library/{page.kind}.html"
    assert not Edition.objects.exists()
    assert not Publication.objects.exists()


def test_a_preview_is_neither_stored_nor_indexed_nor_passed_on() -> None:
    answer = at_the_desk().get(desk_address(factories.make_article(), "preview"))
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert 'content="noindex"' in " ".join(answer.content.decode().split())
    assert 'rel="canonical"' not in answer.content.decode()


def test_a_preview_of_a_published_page_shows_the_draft() -> None:
    article = factories.make_article(title="Published")
    publish(page=article, by=None)
    Page.objects.filter(pk=article.pk).update(title="Changed since")
    assert "Changed since" in at_the_desk().get(desk_address(article, "preview")).content.decode()


def test_a_draft_that_could_not_be_published_is_shown_all_the_same() -> None:
    article = factories.make_article(sections=[factories.section("One", "Broken [[link.")])
    answer = at_the_desk().get(desk_address(article, "preview"))
    assert answer.status_code == 200
    assert "Broken" in answer.content.decode()


def test_a_draft_that_cannot_be_drawn_gives_the_reasons() -> None:
    article = factories.make_article(sections=[factories.section("One", "> " * 400 + "deep")])
    answer = at_the_desk().get(desk_address(article, "preview"))
    assert answer.status_code == 422
    assert errors_of(answer).startswith("It cannot be published as it stands: Section 1 (“One”)")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("role", [Role.READER, Role.ANNOTATOR])
def test_a_reader_sees_no_preview(role: str) -> None:
    article = factories.make_article(title="secret")
    answer = at_the_desk(role).get(desk_address(article, "preview"), follow=True)
    assert "secret" not in answer.content.decode()


def test_a_preview_answers_get_only() -> None:
    assert at_the_desk().post(desk_address(factories.make_article(), "preview")).status_code == 405
