"""The admin's start page tells what waits for this person, and each item leads to where one can act."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from content.editorial.actions.review import RemarkDraft, request_changes, submit
from content.editorial.extensions import desk_queues
from content.editorial.models import Schedule, SecondReview
from content.editorial.queries.naming import desk_address
from content.editorial.queries.queues import Asked, Cut, Item, Queue
from content.library.actions import publish
from content.pages.actions import record_revision
from content.pages.models import Membership, Page
from content.people.models import User
from content.people.roles import Role
from tests import factories
from tests.annotations.writing import annotator, noted
from tests.editorial.desk_forms import at_the_desk, signed_in

pytestmark = pytest.mark.django_db

EVERY_QUEUE = [
    *("failed", "to-review", "changes-requested", "second-review", "scheduled", "due", "notes"),
    *("defects", "wanted", "facts", "changed", "never-published"),
]


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def article(title: str, body: str = "Some words.", by: User | None = None) -> Page:
    page = factories.make_article(title=title, sections=[factories.section("One", body)])
    page.created_by = by
    page.save()
    return page


def rewrite(page: Page, by: User | None = None) -> None:
    Page.objects.filter(pk=page.pk).update(summary="New")
    record_revision(page=Page.objects.get(pk=page.pk), by=by, note="Better words")


def fill(size: int, author: User, editor: User) -> None:
    """`size` items in every queue, as an editor sees it who made none of them."""
    now = timezone.now()
    for number in range(size):
        name = f"{size}-{number}"
        public = article(f"Changed {name}", f"See [[Wanted {name}]].")
        edition = publish(page=public, by=editor).edition
        noted(edition, "See", annotator())
        SecondReview.objects.create(
            page=public, edition_number=1, reason="Urgent.", bypassed_by=author, bypassed_at=now
        )
        rewrite(public, author)
        Page.objects.filter(pk=public.pk).update(review_by=date(2020, 1, 1))
        factories.make_defect(page=article(f"Defect {name}"))
        factories.make_organization(title=f"Facts {name}")
        in_review, back, timed, late = (article(f"{what} {name}") for what in ("In", "Back", "Timed", "Late"))
        submit(page=in_review, by=author)
        submit(page=back, by=author)
        request_changes(page=back, by=editor, revision_number=1, remarks=[RemarkDraft("Shorter.")])
        schedules = {
            "page": timed,
            "what": "publish",
            "revision_number": 1,
            "made_by": author,
            "made_at": now,
        }
        Schedule.objects.create(due_at=now + timedelta(days=1), **schedules)
        schedules |= {"page": late, "standing": "failed", "failure": "It had no text."}
        Schedule.objects.create(due_at=now, **schedules)


def people() -> tuple[User, User]:
    ana = factories.make_user(display_name="Ana", role=Role.AUTHOR)
    return ana, factories.make_user(display_name="Ed", role=Role.EDITOR)


def waiting(client: Any, query: str = "?whose=all") -> dict[str, Cut]:
    return {queue.key: cut for queue, cut in client.get(f"/admin/{query}").context["desk"].waiting}


def test_an_empty_desk_says_what_is_good_about_it() -> None:
    answer = at_the_desk().get("/admin/")
    assert [queue.key for queue in answer.context["desk"].empty] == EVERY_QUEUE
    shown = words(answer.content)
    for said in (
        "Everything that was set happened.",
        "Nobody waits for a review.",
        "Someone else has looked at every edition.",
        "Every public page was read in time.",
        "No document waits to be mended.",
        "Every title that is named has its page.",
        "Every page has been published.",
        "Nothing was saved yet.",
    ):
        assert said in shown


def test_every_queue_has_its_items_each_with_its_action_and_costs_the_same_however_long(
    django_assert_num_queries: Any,
) -> None:
    ana, ed = people()
    client = at_the_desk()
    for size in (1, 11):
        fill(size, ana, ed)
        with django_assert_num_queries(28):
            answer = client.get("/admin/?whose=all")
    found = {queue.key: cut for queue, cut in answer.context["desk"].waiting}
    assert list(found) == EVERY_QUEUE
    assert {key: cut.count for key, cut in found.items() if cut.count != 12} == {"never-published": 72}
    assert {len(cut.items) for cut in found.values()} == {10}
    for key, cut in found.items():
        assert all(item.action and item.action_href for item in cut.items), key


def test_every_action_leads_to_a_page_that_opens() -> None:
    ana, ed = people()
    fill(1, ana, ed)
    client = at_the_desk()
    for key, cut in waiting(client).items():
        for item in cut.items:
            assert client.get(item.action_href).status_code == 200, key


def test_an_editor_reviews_what_was_submitted_to_them_or_to_anyone_but_not_their_own() -> None:
    ana, ed = people()
    cleo = factories.make_user(display_name="Cleo", role=Role.EDITOR)
    for title, by, reviewer in (
        ("Any", ana, None),
        ("Eds", ana, ed),
        ("Cleos", ana, cleo),
        ("Own", ed, None),
    ):
        page = article(title, by=by)
        rewrite(page, by)
        submit(page=page, by=by, reviewer=reviewer)

    def seen(query: str = "") -> list[str]:
        cut = waiting(signed_in(ed), query).get("to-review")
        return [item.title for item in cut.items] if cut else []

    assert seen() == ["Any", "Eds"]
    assert seen("?whose=mine") == ["Eds"]
    assert seen("?whose=all") == ["Any", "Eds", "Cleos", "Own"]


def test_an_author_sees_only_what_an_author_can_act_on() -> None:
    ana, ed = people()
    other = factories.make_user(role=Role.AUTHOR)
    fill(1, other, ed)
    mine = article("Mine", by=ana)
    submit(page=mine, by=ana)
    request_changes(page=mine, by=ed, revision_number=1, remarks=[RemarkDraft("Shorter.")])
    seen = waiting(signed_in(ana), "")
    assert set(seen) == {"changes-requested", "defects", "wanted", "facts", "never-published"}
    assert [item.title for item in seen["changes-requested"].items] == ["Mine"]
    assert [item.title for item in seen["never-published"].items] == ["Mine"]
    shown = words(signed_in(ana).get("/admin/?whose=all").content)
    assert desk_address(Page.objects.get(title="Changed 1-0"), "publish") not in shown


def test_nobody_is_asked_to_review_their_own_bypass() -> None:
    _, ed = people()
    page = article("Urgent")
    publish(page=page, by=None)
    now = timezone.now()
    SecondReview.objects.create(
        page=page, edition_number=1, reason="Urgent.", bypassed_by=ed, bypassed_at=now
    )
    assert "second-review" not in waiting(signed_in(ed), "")
    (item,) = waiting(signed_in(ed))["second-review"].items
    assert item.action_href == ""


def test_the_queues_are_narrowed_by_kind() -> None:
    article("An article")
    factories.make_country(title="A country")
    seen = waiting(at_the_desk(), "?kind=country")
    assert [item.title for item in seen["never-published"].items] == ["A country"]
    for odd in ("?kind=whim&whose=whim", "?kind=%00"):
        assert waiting(at_the_desk(), odd)["never-published"].count == 2


def test_old_numbers_of_members_are_to_be_renewed() -> None:
    old = f"{timezone.now().year - 2}"
    backed: Any = {"evidence": "The treaty.", "members_count": 12}
    factories.make_organization(title="Old", members_as_of=old, **backed)
    factories.make_organization(title="New", members_as_of=f"{timezone.now():%Y-%m}", **backed)
    (item,) = waiting(at_the_desk())["facts"].items
    assert (item.title, item.said) == ("Old", f"Organization, counts its members as of {old}")


def test_memberships_that_rest_on_nothing_are_to_be_backed() -> None:
    union = factories.make_organization(title="Union", evidence="The treaty.")
    for position, evidence in enumerate(("", "", "The list of members."), start=1):
        country = factories.make_country(evidence="A list.")
        Membership.objects.create(organization=union, member=country, evidence=evidence, position=position)
    (item,) = waiting(at_the_desk())["facts"].items
    assert (item.title, item.said) == ("Union", "Organization, memberships without a source: 2")


def test_a_title_that_is_decided_waits_no_more() -> None:
    publish(page=article("A teller", "See [[Rim Pact]]."), by=None)
    client = at_the_desk()
    assert waiting(client)["wanted"].count == 1
    client.post("/admin/wanted/", {"act": "decline", "key": "rim pact", "reason": "No."})
    assert "wanted" not in waiting(client)


def test_rooms_above_add_queues_of_their_own() -> None:
    def read(asked: Asked, start: int, stop: int) -> Cut:
        return Cut([Item("An upload", "", "3 files")][start:stop], 1)

    own = Queue("uploads", "Uploads", "No upload waits.", "import", read)
    desk_queues.append(own)
    try:
        assert waiting(at_the_desk(Role.AUTHOR))["uploads"].items[0].title == "An upload"
        assert at_the_desk(Role.AUTHOR).get("/admin/queues/uploads/").status_code == 200
    finally:
        desk_queues.remove(own)


def test_a_wanted_title_fills_the_form_of_the_new_page() -> None:
    client = at_the_desk()
    assert 'value="Wanted 0"' in client.get("/admin/pages/article/add/?title=Wanted%200").content.decode()


def test_a_document_without_a_page_is_named_by_its_file() -> None:
    factories.make_defect(source_document=factories.make_source_document(file_name="lost.txt"))
    assert "lost.txt" in words(at_the_desk().get("/admin/").content)


def test_the_latest_revisions_stand_beside_the_queues() -> None:
    ana, _ = people()
    page = article("A page")
    rewrite(page, ana)
    shown = words(at_the_desk().get("/admin/").content)
    assert desk_address(page, "revision", 2) in shown
    assert "Ana: Better words" in shown
