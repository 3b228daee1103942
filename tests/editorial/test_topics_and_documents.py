"""Topics, source documents and defects at the desk."""

import pytest
from django.urls import reverse

from content.editorial.models import LogEntry
from content.library.models import Generation
from content.pages.models import Defect, SourceDocument, Tag
from tests import factories
from tests.editorial.desk_forms import at_the_desk, errors_of, shown

pytestmark = pytest.mark.django_db


def generation() -> int:
    return Generation.objects.values_list("number", flat=True).first() or 0


def test_saving_or_deleting_a_topic_tells_the_site() -> None:
    client = at_the_desk()
    add = "/admin/pages/tag/add/"
    fields = {
        **shown(client, add, "tag_form"),
        "name": "Deterrence",
        "slug": "deterrence",
        "facet": "purposes",
    }
    client.post(add, fields)
    topic = Tag.objects.get(slug="deterrence")
    assert generation() == 1
    address = reverse("admin:pages_tag_change", args=[topic.pk])
    client.post(
        address, {**shown(client, address, "tag_form"), "definition": "Keeping\nsomeone from acting."}
    )
    topic.refresh_from_db()
    assert topic.definition == "Keeping\nsomeone from acting."
    assert generation() == 2
    client.post(reverse("admin:pages_tag_delete", args=[topic.pk]), {"post": "yes"})
    assert not Tag.objects.exists()
    assert generation() == 3
    chosen = [str(factories.make_tag().pk)]
    form = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post("/admin/pages/tag/", form)
    assert generation() == 4


def test_a_topic_that_is_broader_than_itself_or_has_a_name_twice_is_refused() -> None:
    factories.make_tag(name="Deterrence")
    topic = factories.make_tag(name="Defense")
    client = at_the_desk()
    address = reverse("admin:pages_tag_change", args=[topic.pk])
    answer = client.post(address, {**shown(client, address, "tag_form"), "broader": str(topic.pk)})
    assert errors_of(answer) == "A topic cannot be broader than itself."
    answer = client.post(address, {**shown(client, address, "tag_form"), "name": "Deterrence"})
    assert "already exists" in errors_of(answer)
    assert generation() == 0


def test_topics_of_a_page_stand_in_their_facets_and_in_order() -> None:
    for facet, name, position in (
        ("law", "Norms", 2),
        ("instruments", "Exercises", 1),
        ("law", "Sovereignty", 1),
    ):
        factories.make_tag(name=name, facet=facet, position=position)
    html = at_the_desk().get("/admin/pages/article/add/").content.decode()
    order = ["<legend>Instruments", "Exercises", "<legend>Law, politics and limits", "Sovereignty", "Norms"]
    places = [html.index(word, html.index("topic-facets")) for word in order]
    assert places == sorted(places)


def test_a_document_is_shown_as_received_and_cannot_be_changed() -> None:
    document = factories.make_source_document(text="Line one\n\n  <b>kept</b>")
    page = factories.make_article(title="Made of it", source_document=document)
    client = at_the_desk("author")
    address = reverse("admin:pages_sourcedocument_change", args=[document.pk])
    html = client.get(address).content.decode()
    assert "Line one\n\n  &lt;b&gt;kept&lt;/b&gt;</pre>" in html
    assert f"/admin/pages/article/{page.pk}/change/" in html
    assert client.post(address, {"file_name": "x"}).status_code == 403
    assert SourceDocument.objects.get().file_name == document.file_name


def test_defects_are_marked_as_handled_and_opened_again_and_the_log_says_by_whom() -> None:
    first, second = factories.make_defect(), factories.make_defect()
    client = at_the_desk("author")
    form = {"action": "mark_handled", "_selected_action": [str(first.pk), str(second.pk)]}
    answer = client.post("/admin/pages/defect/", form, follow=True)
    assert errors_of(answer) == "2 of 2 marked as handled."
    assert set(Defect.objects.values_list("state", flat=True)) == {"handled"}
    person = client.session["_auth_user_id"]
    assert LogEntry.objects.filter(by=person, act="defects_handled").count() == 2
    form = {"action": "mark_open", "_selected_action": [str(first.pk)]}
    client.post("/admin/pages/defect/", form)
    assert Defect.objects.get(pk=first.pk).state == "open"
    assert LogEntry.objects.filter(by=person, act="defects_reopened").count() == 1


def test_a_defect_can_be_handled_on_its_own_page_and_nothing_else_can_be_changed_there() -> None:
    defect = factories.make_defect(text="as found")
    client = at_the_desk()
    address = reverse("admin:pages_defect_change", args=[defect.pk])
    client.post(address, {"state": "handled", "text": "forged", "line": "99"})
    defect.refresh_from_db()
    assert (defect.state, defect.text, defect.line) == ("handled", "as found", 3)
    assert client.get("/admin/pages/defect/add/").status_code == 403
