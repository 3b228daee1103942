"""Who may see and do what at the desk: every view, every role, and forged requests."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editorial.models import Remark, Schedule, SecondReview
from content.editorial.queries.naming import desk_address
from content.library.actions import publish
from content.library.models import Edition, Publication
from content.pages.models import Article, Defect, Page, Section, Tag
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.editorial.desk_forms import at_the_desk

pytestmark = pytest.mark.django_db
STAFF = (Role.AUTHOR, Role.EDITOR, Role.CHIEF_EDITOR)
OUTSIDE = (None, Role.READER, Role.ANNOTATOR)
MODELS = ("article", "casestudy", "organization", "country", "agreement", "tag", "defect", "sourcedocument")
BRING_TEXT = (
    *("change", "topic", "share", "wanted", "publish", "withdraw", "submit", "review"),
    *("schedule", "schedule withdrawal"),
)


def browser(role: str | None) -> Client:
    return Client() if role is None else at_the_desk(role)


def the_world() -> dict[str, str]:
    """A published page, a draft and everything about them; the addresses of the desk's views by name."""
    editor = factories.make_user(role=Role.EDITOR)
    article = factories.make_article(title="secret-title", sections=[factories.section("secret-heading")])
    draft = factories.make_article(title="secret-draft")
    publish(page=article, by=editor)
    document = factories.make_source_document(text="secret-document")
    defect = factories.make_defect(page=article, source_document=document, text="secret-defect")
    topic = factories.make_tag(name="secret-topic")
    edition = Edition.objects.get()
    second = SecondReview.objects.create(
        page=article, edition_number=1, reason="secret-reason", bypassed_by=editor, bypassed_at=timezone.now()
    )
    remark = Remark.objects.create(
        page=article, revision_number=1, text="secret-remark", made_by=editor, made_at=timezone.now()
    )
    schedule = Schedule.objects.create(
        page=draft,
        what="publish",
        revision_number=1,
        due_at=timezone.now() + timedelta(days=1),
        made_by=editor,
        made_at=timezone.now(),
    )
    addresses = {
        "start": "/admin/",
        "rooms": "/admin/pages/",
        "change": desk_address(article),
        "preview": desk_address(article, "preview"),
        "preview with drafts": f"{desk_address(article, 'preview')}?drafts=1",
        "share": desk_address(article, "share"),
        "wanted": "/admin/wanted/?state=all",
        "queue": "/admin/queues/never-published/?whose=all",
        "log": "/admin/editorial/logentry/",
        "publish": desk_address(article, "publish"),
        "withdraw": desk_address(article, "withdraw"),
        "history": desk_address(article, "history"),
        "revision": desk_address(article, "revision", 1),
        "comparison": desk_address(article, "compare", "r1", "e1"),
        "restore": desk_address(article, "restore", 1),
        "discard": desk_address(article, "discard"),
        "submit": desk_address(draft, "submit"),
        "take back": desk_address(draft, "take_back"),
        "review": desk_address(draft, "review"),
        "settle": desk_address(article, "settle", remark.pk),
        "schedule": desk_address(draft, "schedule"),
        "schedule withdrawal": desk_address(article, "schedule_withdrawal"),
        "cancel schedule": desk_address(draft, "cancel_schedule", schedule.pk),
        "second review": desk_address(article, "second_review", second.edition_number),
        "reviewed": desk_address(article, "reviewed"),
        "delete": desk_address(draft, "delete"),
        "document": reverse("admin:pages_sourcedocument_change", args=[document.pk]),
        "defect": reverse("admin:pages_defect_change", args=[defect.pk]),
        "topic": reverse("admin:pages_tag_change", args=[topic.pk]),
        "publication": reverse("admin:library_publication_change", args=[Publication.objects.get().pk]),
        "edition": reverse("admin:library_edition_change", args=[edition.pk]),
        "publications": "/admin/library/publication/",
        "editions": "/admin/library/edition/",
        "suggestions": "/admin/autocomplete/?app_label=pages&model_name=participant&field_name=participant",
        "suggested sections": "/admin/autocomplete/?app_label=pages&model_name=casestudy&field_name=told_by",
        "people": "/admin/people/user/",
        "person": reverse("admin:people_user_change", args=[editor.pk]),
        "password": reverse("admin:auth_user_password_change", args=[editor.pk]),
    }
    for model in MODELS:
        addresses[f"list of {model}"] = f"/admin/pages/{model}/"
        if model not in ("defect", "sourcedocument"):
            addresses[f"add {model}"] = f"/admin/pages/{model}/add/"
    return addresses


@cache
def answers(role: str) -> dict[str, Any]:
    """What each view answers to a person with the role; asked once, read by several tests."""
    client = browser(role)
    return {name: client.get(address) for name, address in the_world().items()}


def refused_to(role: str) -> set[str]:
    return {name for name, answer in answers(role).items() if answer.status_code == 403}


@pytest.mark.parametrize("role", OUTSIDE)
def test_whoever_has_no_business_at_the_desk_is_sent_to_sign_in_and_learns_nothing(role: str | None) -> None:
    client = browser(role)
    for name, address in the_world().items():
        answer = client.get(address)
        assert (name, answer.status_code) == (name, 302)
        assert answer.headers["Location"].startswith("/admin/login/?next=")
        assert b"secret" not in answer.content + client.get(answer.headers["Location"], follow=True).content


@pytest.mark.parametrize("role", OUTSIDE)
def test_a_page_that_does_not_exist_looks_the_same_to_a_stranger(role: str | None) -> None:
    client = browser(role)
    for view in ("change", "preview", "publish", "history"):
        assert client.get(f"/admin/pages/article/999/{view}/").status_code == 302


def test_an_author_writes_but_neither_publishes_nor_withdraws_nor_deletes() -> None:
    refused = refused_to(Role.AUTHOR)
    deciding = {
        "schedule withdrawal",
        "publish",
        "withdraw",
        "delete",
        "review",
        "schedule",
        "cancel schedule",
        "second review",
    }
    assert refused == {*deciding, "reviewed", "add tag", "people", "person", "password"}


def test_an_editor_manages_everything_but_people() -> None:
    assert refused_to(Role.EDITOR) == {"people", "person", "password"}


def test_a_chief_editor_opens_every_view() -> None:
    assert {answer.status_code for answer in answers(Role.CHIEF_EDITOR).values()} == {200}


@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_a_forged_post_of_an_author_is_403_and_does_nothing(verb: str) -> None:
    the_world()
    page = Article.objects.get(title="secret-draft" if verb == "publish" else "secret-title")
    answer = at_the_desk(Role.AUTHOR).post(
        desk_address(page, verb), {"seen_revision": "1", "note": "x", "reason": "Because"}
    )
    assert answer.status_code == 403
    assert Publication.objects.public().count() == 1
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected", "delete_selected"])
def test_a_forged_bulk_action_of_an_author_is_403_and_does_nothing(action: str) -> None:
    the_world()
    chosen = [str(page.pk) for page in Page.objects.all()]
    form = {"action": action, "_selected_action": chosen, "reason": "Because", "post": "yes"}
    assert at_the_desk(Role.AUTHOR).post("/admin/pages/article/", form).status_code == 403
    assert (Publication.objects.public().count(), Page.objects.count()) == (1, 2)


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_forged_post_of_a_stranger_does_anything(role: str | None) -> None:
    addresses = the_world()
    client = browser(role)
    chosen = [str(page.pk) for page in Page.objects.all()]
    form = {
        "action": "delete_selected",
        "_selected_action": chosen,
        "post": "yes",
        "reason": "x",
        "title": "x",
    }
    for name, address in addresses.items():
        answer = client.post(address, form)
        # What someone wrote is answered with what was sent, and with the question who sends it.
        brings_text = name in BRING_TEXT or name.startswith("add ")
        assert (name, answer.status_code) == (name, 403 if brings_text else 302)
        assert b"secret" not in answer.content
    assert (Publication.objects.public().count(), Page.objects.count()) == (1, 2)


def test_buttons_stand_only_where_they_work() -> None:
    addresses = the_world()
    author = at_the_desk(Role.AUTHOR).get(addresses["change"]).content.decode()
    editor = at_the_desk(Role.EDITOR).get(addresses["change"]).content.decode()
    publishing = f'href="{addresses["publish"]}"'
    assert (publishing in author, "Withdraw …" in author, "View on site" in author) == (False, False, True)
    assert ("Publish …" in editor, "Withdraw …" in editor, "View on site" in editor) == (True, True, True)
    draft = (
        at_the_desk(Role.EDITOR).get(desk_address(Article.objects.get(title="secret-draft"))).content.decode()
    )
    assert ("View on site" in draft, "Withdraw …" in draft, "deletelink" in draft) == (False, False, True)
    assert "deletelink" not in editor
    for action in ("publish_selected", "withdraw_selected"):
        assert action not in at_the_desk(Role.AUTHOR).get("/admin/pages/article/").content.decode()


@pytest.mark.parametrize("role", STAFF)
def test_nothing_is_written_by_a_get(role: str) -> None:
    addresses = the_world()
    counts = [model.objects.count() for model in (Page, Section, Edition, Publication, Defect, Tag, User)]
    client = at_the_desk(role)
    for address in addresses.values():
        client.get(
            address, {"title": "x", "reason": "x", "action": "publish_selected", "_selected_action": "1"}
        )
    counts[-1] += 1
    assert [
        model.objects.count() for model in (Page, Section, Edition, Publication, Defect, Tag, User)
    ] == counts


def test_a_post_without_the_token_is_refused() -> None:
    addresses = the_world()
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.make_user(role=Role.CHIEF_EDITOR))
    for name in ("publish", "withdraw", "change", "delete", "list of article"):
        assert (
            client.post(addresses[name], {"reason": "x", "seen_revision": "1", "note": "x"}).status_code
            == 403
        )


def test_a_right_that_is_taken_away_is_gone_at_the_next_request() -> None:
    person = factories.make_user(role=Role.EDITOR)
    client = Client()
    client.force_login(person)
    address = the_world()["publish"]
    assert client.get(address).status_code == 200
    User.objects.filter(pk=person.pk).update(role=Role.AUTHOR)
    assert client.get(address).status_code == 403
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(address).status_code == 302


def test_read_only_models_refuse_every_change_of_a_superuser_too() -> None:
    addresses = the_world()
    client = Client()
    client.force_login(factories.make_user(role=Role.CHIEF_EDITOR, is_superuser=True))
    for name in ("document", "publication", "edition"):
        assert client.post(addresses[name], {"title": "x", "file_name": "x"}).status_code == 403
        assert (
            client.post(addresses[name].replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403
        )
    for model in ("page", "section"):
        for verb in ("add", "1/delete"):
            assert client.get(f"/admin/pages/{model}/{verb}/").status_code == 403


def test_every_answer_of_the_desk_carries_the_strict_policy_and_is_not_stored() -> None:
    for name, answer in answers(Role.CHIEF_EDITOR).items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe-inline" not in policy, name
        assert "no-store" in answer.headers["Cache-Control"], name
        html = answer.content.decode()
        assert " style=" not in html, name
        assert "<style" not in html, name
        assert " onclick=" not in html, name


def test_suggestions_are_pages_that_fit_and_sections_name_their_page() -> None:
    factories.make_country(title="India")
    factories.make_article(title="India in print", sections=[factories.section("Policy")])
    client = at_the_desk(Role.AUTHOR)
    asked = "/admin/autocomplete/?app_label=pages&model_name={}&field_name={}&term={}"
    found = client.get(asked.format("participant", "participant", "indi")).json()
    assert [row["text"] for row in found["results"]] == ["India"]
    found = client.get(asked.format("casestudy", "told_by", "policy print")).json()
    assert [row["text"] for row in found["results"]] == ["India in print › Policy"]
    assert client.get(asked.format("participant", "participant", "%00")).status_code == 200
    assert client.get(asked.format("user", "password", "x")).status_code == 403
