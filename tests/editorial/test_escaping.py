"""Words that are markup stay words, wherever the desk shows them."""

import pytest
from django.urls import reverse

from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Page
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk, shown

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7919*7907}}</textarea></title>"
RAW = ("<script>alert(1)", "<img src=x", "</textarea></title>", "62615533")


def hostile_world() -> Page:
    person = factories.make_user(display_name=HOSTILE[:80])
    topic = factories.make_tag(name=HOSTILE[:100], slug="hostile", definition=HOSTILE)
    country = factories.make_country(title=HOSTILE, slug="hostile-country")
    article = factories.make_article(
        title=HOSTILE,
        slug="hostile",
        summary=HOSTILE,
        sections=[factories.section(HOSTILE, f"{HOSTILE}\n\n[[{HOSTILE[:40]}]]", slug="hostile")],
        tags=[topic],
    )
    factories.make_alias(article, HOSTILE)
    factories.make_notice(article, HOSTILE)
    record_revision(page=article, by=person, note=HOSTILE)
    document = factories.make_source_document(text=HOSTILE, file_name=HOSTILE)
    factories.make_defect(page=article, source_document=document, text=HOSTILE, kind=HOSTILE[:40])
    factories.make_case_study(title=HOSTILE, slug="hostile-case", participants=[country], instruments=[topic])
    return article


def test_no_page_of_the_desk_lets_markup_through() -> None:
    article = hostile_world()
    client = at_the_desk(Role.CHIEF_EDITOR)
    case = Page.objects.get(kind="case_study")
    document = article.defects.get().source_document
    addresses = [
        "/admin/",
        *(
            f"/admin/pages/{model}/"
            for model in ("article", "casestudy", "country", "tag", "defect", "sourcedocument")
        ),
        *(desk_address(article, view) for view in ("change", "publish", "withdraw", "history", "delete")),
        desk_address(article, "revision", 2),
        desk_address(article, "preview"),
        desk_address(case),
        reverse("admin:pages_sourcedocument_change", args=[document.pk]),
        reverse("admin:pages_defect_change", args=[article.defects.get().pk]),
        reverse("admin:pages_tag_change", args=[article.tags.get().pk]),
        "/admin/people/user/",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        html = answer.content.decode()
        assert not [raw for raw in RAW if raw in html], address


def test_no_message_and_no_refusal_lets_markup_through() -> None:
    article = hostile_world()
    client = at_the_desk()
    answers = [
        client.post(desk_address(article, "publish"), {"seen_revision": "9", "note": "New."}, follow=True),
        client.post(desk_address(article, "withdraw"), {"reason": HOSTILE}, follow=True),
        client.post(
            "/admin/pages/article/",
            {"action": "publish_selected", "_selected_action": str(article.pk), "note": "x"},
            follow=True,
        ),
        client.post(
            "/admin/pages/article/",
            {"action": "withdraw_selected", "_selected_action": str(article.pk)},
            follow=True,
        ),
        client.post(
            desk_address(article), {**shown(client, desk_address(article), "article_form")}, follow=True
        ),
    ]
    fields = shown(client, desk_address(article), "article_form")
    answers.append(client.post(desk_address(article), {**fields, "edited_revision": "9"}))
    answers.append(
        client.post(desk_address(article), {**fields, "slug": HOSTILE, "sections-0-level": HOSTILE})
    )
    other = factories.make_article()
    fields = {**shown(client, desk_address(other), "article_form"), "slug": "hostile"}
    answers.append(client.post(desk_address(other), {**fields, "aliases-0-surface": HOSTILE}))
    for answer in answers:
        assert answer.status_code in (200, 409, 422), answer.status_code
        assert not [raw for raw in RAW if raw in answer.content.decode()]


def test_deleting_a_published_hostile_page_lets_no_markup_through() -> None:
    country = factories.make_country(title=HOSTILE, slug="hostile")
    publish(page=country, by=None)
    client = at_the_desk()
    html = client.get(desk_address(country, "delete"), follow=True).content.decode()
    assert not [raw for raw in RAW if raw in html]
    html = client.get("/admin/autocomplete/?app_label=pages&model_name=party&field_name=party").json()
    assert html["results"][0]["text"] == HOSTILE
