"""Accounts at the desk: for chief editors, who give nobody more rights than they have."""

import pytest
from django.test import Client
from django.urls import reverse

from content.people.models import User
from content.people.roles import MAY, Role, rights
from tests.editorial.desk_forms import at_the_desk, errors_of, shown
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
ADD = "/admin/people/user/add/"
NEW = {
    "email": "Ben@Example.org",
    "display_name": "Ben",
    "role": "author",
    "usable_password": "true",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def address_of(person: User) -> str:
    return reverse("admin:people_user_change", args=[person.pk])


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_chief_editor_makes_an_account_that_can_sign_in() -> None:
    at_the_desk(Role.CHIEF_EDITOR).post(ADD, NEW)
    ben = User.objects.get(email="ben@example.org")
    assert (ben.display_name, ben.role, ben.check_password(PASSWORD)) == ("Ben", "author", True)
    assert ben.password.startswith("argon2$")
    assert Client().login(username="ben@example.org", password=PASSWORD)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "TAKEN@example.org"}, "Another account has this e-mail address."),
        ({"email": "none"}, "Enter a valid email address."),
        ({"display_name": ""}, "This field is required."),
        ({"role": "god"}, "Select a valid choice. god is not one of the available choices."),
        ({"password2": "different password 1"}, "The two password fields didn’t match."),
        ({"password1": "short", "password2": "short"}, "It must contain at least 12 characters."),
    ],
)
def test_an_account_that_cannot_be_is_refused(changes: dict[str, str], said: str) -> None:
    make_user(email="taken@example.org")
    client = at_the_desk(Role.CHIEF_EDITOR)
    before = User.objects.count()
    assert said in errors_of(client.post(ADD, {**NEW, **changes}))
    assert User.objects.count() == before


def test_an_account_is_changed_and_closed_never_deleted() -> None:
    ben = make_user(role=Role.AUTHOR)
    client = at_the_desk(Role.CHIEF_EDITOR)
    fields = {**shown(client, address_of(ben), "user_form"), "role": "editor"}
    del fields["is_active"]
    client.post(address_of(ben), fields)
    ben.refresh_from_db()
    assert (ben.role, ben.is_active) == ("editor", False)
    assert client.post(reverse("admin:people_user_delete", args=[ben.pk]), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": str(ben.pk), "post": "yes"}
    assert client.post("/admin/people/user/", chosen).status_code == 403
    assert User.objects.filter(pk=ben.pk).exists()


def test_a_password_is_set_on_a_page_of_its_own_and_never_shown() -> None:
    ben = make_user(role=Role.AUTHOR, password=PASSWORD)
    client = at_the_desk(Role.CHIEF_EDITOR)
    html = client.get(address_of(ben)).content.decode()
    assert ben.password.split("$")[-1] not in html
    door = reverse("admin:auth_user_password_change", args=[ben.pk])
    new = "another horse battery"
    client.post(door, {"usable_password": "true", "password1": new, "password2": new, "set-password": "1"})
    ben.refresh_from_db()
    assert ben.check_password(new)


def test_a_session_ends_when_the_password_is_changed_by_another() -> None:
    ben = make_user(role=Role.AUTHOR, password=PASSWORD)
    theirs = signed_in(ben)
    assert theirs.get("/admin/").status_code == 200
    ben.set_password("another horse battery")
    ben.save()
    assert theirs.get("/admin/").status_code == 302


def test_nobody_changes_an_account_with_more_rights() -> None:
    root = make_user(role=Role.CHIEF_EDITOR, is_superuser=True)
    client = at_the_desk(Role.CHIEF_EDITOR)
    assert client.post(address_of(root), {"email": "x@example.org"}).status_code == 403
    door = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.get(door).status_code == 403
    assert client.post(door, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 403


def test_rights_that_no_form_offers_are_not_given_by_a_forged_one() -> None:
    ben = make_user(role=Role.AUTHOR)
    client = at_the_desk(Role.CHIEF_EDITOR)
    fields = shown(client, address_of(ben), "user_form")
    client.post(
        address_of(ben), {**fields, "is_superuser": "on", "is_staff": "on", "groups": "1", "password": "x"}
    )
    ben.refresh_from_db()
    assert not ben.is_superuser
    assert ben.password != "x"
    client.post(ADD, {**NEW, "is_superuser": "on"})
    assert not User.objects.get(email="ben@example.org").is_superuser


def test_a_role_beyond_ones_own_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    # Were editors to manage people one day, they could still not make a chief editor.
    monkeypatch.setitem(MAY, "manage people", frozenset({Role.EDITOR, Role.CHIEF_EDITOR}))
    monkeypatch.setitem(MAY, "close the house", frozenset({Role.CHIEF_EDITOR}))
    ben = make_user(role=Role.AUTHOR)
    chief = make_user(role=Role.CHIEF_EDITOR)
    client = at_the_desk(Role.EDITOR)
    fields = {**shown(client, address_of(ben), "user_form"), "role": "chief_editor"}
    assert "chief_editor is not one of the available choices" in errors_of(
        client.post(address_of(ben), fields)
    )
    assert client.post(address_of(chief), {"role": "reader"}).status_code == 403


def test_nobody_changes_their_own_role_or_closes_their_own_account() -> None:
    chief = make_user(role=Role.CHIEF_EDITOR)
    client = signed_in(chief)
    fields = {**shown(client, address_of(chief), "user_form"), "role": "reader"}
    del fields["is_active"]
    said = errors_of(client.post(address_of(chief), fields))
    assert "Nobody changes their own role." in said
    assert "Nobody closes their own account." in said
    chief.refresh_from_db()
    assert (chief.role, chief.is_active) == ("chief_editor", True)


def test_an_address_can_be_corrected_and_is_kept_in_small_letters() -> None:
    ben = make_user(role=Role.AUTHOR)
    client = at_the_desk(Role.CHIEF_EDITOR)
    client.post(address_of(ben), {**shown(client, address_of(ben), "user_form"), "email": "New@Example.org"})
    ben.refresh_from_db()
    assert ben.email == "new@example.org"


def test_passwords_cannot_be_sought_by_a_filter() -> None:
    client = at_the_desk(Role.CHIEF_EDITOR)
    assert client.get("/admin/people/user/?password__startswith=argon").status_code == 400


def test_roles_hold_what_the_table_says() -> None:
    assert rights(Role.READER) == frozenset()
    assert rights(Role.ANNOTATOR) == {"annotate"}
    assert rights(Role.AUTHOR) == {"annotate", "see drafts", "write", "import", "submit", "share previews"}
    assert rights(Role.EDITOR) < rights(Role.CHIEF_EDITOR) == set(MAY)
    closed = make_user(role=Role.CHIEF_EDITOR, is_active=False)
    assert not closed.may("write")
    assert not closed.is_staff
    with pytest.raises(KeyError):
        closed.may("fly")
