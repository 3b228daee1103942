"""Two people edit one page: the second is told, and neither loses a word."""

import pytest

from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of, shown

pytestmark = pytest.mark.django_db


def test_the_second_save_is_refused_and_tells_who_saved_and_when() -> None:
    article = factories.make_article(title="Before", sections=[factories.section("S1", "Old.")])
    address = desk_address(article)
    first, second = at_the_desk(), at_the_desk(Role.AUTHOR)
    fields_of_first = shown(first, address, "article_form")
    fields_of_second = shown(second, address, "article_form")
    assert first.post(address, {**fields_of_first, "title": "First <b>"}).status_code == 302
    saved = article.revisions.get(number=2)

    answer = second.post(address, {**fields_of_second, "title": "Second", "sections-0-body": "All my work."})
    assert answer.status_code == 409
    said = errors_of(answer)
    assert said.startswith(
        f"Not saved: {saved.made_by} saved this page ({saved.made_at:%-d %B %Y, %H:%M} UTC)"
    )
    html = answer.content.decode()
    assert f'<a href="{address}" target="_blank"' in html
    assert 'value="Second"' in html
    assert "All my work." in html
    article.refresh_from_db()
    assert (article.title, article.version) == ("First <b>", 1)
    assert article.sections.get().body == "Old."
    assert article.revisions.count() == 2

    # Sent once more as it stands, it is refused once more.
    assert second.post(address, {**fields_of_second, "title": "Second"}).status_code == 409


def test_sections_that_came_and_went_meanwhile_do_not_hide_what_was_written() -> None:
    article = factories.make_article(sections=[factories.section("S1"), factories.section("S2")])
    address = desk_address(article)
    first, second = at_the_desk(), at_the_desk()
    fields_of_second = shown(second, address, "article_form")
    changes = {"sections-0-DELETE": "on", "sections-2-heading": "S3", "sections-2-body": "New."}
    first.post(address, {**shown(first, address, "article_form"), **changes})
    answer = second.post(address, {**fields_of_second, "sections-0-body": "All my work."})
    assert answer.status_code == 409
    assert "All my work." in answer.content.decode()
    assert [section.heading for section in article.sections.all()] == ["S2", "S3"]


@pytest.mark.parametrize("version", [None, "", "x", "7", "-1", "9" * 40])
def test_a_save_that_does_not_say_its_version_is_refused(version: str | None) -> None:
    article = factories.make_article(title="Before")
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "title": "After"}
    del fields["edited_version"]
    if version is not None:
        fields["edited_version"] = version
    assert client.post(address, fields).status_code == 409
    assert Article.objects.get().title == "Before"


def test_a_page_that_was_never_saved_by_a_person_says_someone_else() -> None:
    article = factories.make_article()
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "edited_version": "9"}
    assert errors_of(client.post(address, fields)).startswith("Not saved: Someone else saved this page")


def test_a_refused_save_can_be_mended_and_sent_again() -> None:
    article = factories.make_article()
    client, address = at_the_desk(), desk_address(article)
    fields = {**shown(client, address, "article_form"), "title": ""}
    assert client.post(address, fields).status_code == 200
    assert client.post(address, {**fields, "title": "Mended"}).status_code == 302
    assert Article.objects.get().title == "Mended"
