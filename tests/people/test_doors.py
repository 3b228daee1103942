"""Every door of accounts: counted together, telling nobody who has an account, leading nowhere else."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from content.people.models import SignInAttempts, User
from content.people.roles import Role
from tests.factories import PASSWORD, make_user
from tests.people.doors import ANSWERED, EMAIL, RESET, SIGN_IN, SIGN_UP, ana, link, sign_in, signed_in, words

pytestmark = pytest.mark.django_db
DESK = "/admin/login/"
KNOWN, UNKNOWN = EMAIL, "nobody@example.org"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def everything(answer: Any, typed: str) -> tuple[int, dict[str, str], list[str], str]:
    """All of an answer but for the address that was typed and the token of the form."""
    body = answer.content.decode().replace(typed, "TYPED")
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", body)
    told = answer.headers.items()
    headers = {
        name: value for name, value in told if name not in ("Content-Length", "Expires", "Retry-After")
    }
    return answer.status_code, headers, sorted(answer.cookies), body


def answers(address: str, fields: dict[str, str], typed: str, times: int = 6) -> list[Any]:
    client = Client()
    return [everything(client.post(address, fields), typed) for _ in range(times)]


def test_signing_in_answers_alike_whether_there_is_an_account() -> None:
    ana()
    make_user(email="closed@example.org", password=PASSWORD, is_active=False)
    wrong = [answers(SIGN_IN, {"login": typed, "password": "wrong"}, typed) for typed in (KNOWN, UNKNOWN)]
    closed = answers(SIGN_IN, {"login": "closed@example.org", "password": PASSWORD}, "closed@example.org")
    assert wrong[0] == wrong[1] == closed
    assert [status for status, *_ in closed] == [200] * 5 + [429]


def test_signing_up_answers_alike_whether_there_is_an_account() -> None:
    ana()
    sent = [answers(SIGN_UP, {**ANSWERED, "email": typed}, typed, 1) for typed in (KNOWN, UNKNOWN)]
    assert sent[0] == sent[1]
    refused = [
        answers(SIGN_UP, {**ANSWERED, "email": typed, "password1": "short"}, typed, 5)
        for typed in (KNOWN, UNKNOWN)
    ]
    assert refused[0] == refused[1]
    assert [letter.to for letter in mail.outbox] == [[KNOWN], [UNKNOWN]]


def test_the_way_after_signing_up_looks_alike_too() -> None:
    ana()

    def way(typed: str) -> list[Any]:
        client = Client()
        client.post(SIGN_UP, {**ANSWERED, "email": typed})
        pages = ("/accounts/confirm-email/", SIGN_IN, SIGN_UP, "/accounts/")
        return [everything(client.get(page), typed) for page in pages]

    assert way(KNOWN) == way(UNKNOWN)


def test_asking_for_a_new_password_answers_alike_whether_there_is_an_account() -> None:
    ana()
    make_user(email="closed@example.org", is_active=False)
    three = [answers(RESET, {"email": typed}, typed) for typed in (KNOWN, UNKNOWN, "closed@example.org")]
    assert three[0] == three[1] == three[2]
    assert [status for status, *_ in three[0]] == [302] * 5 + [429]
    assert len(mail.outbox) == 15


def test_hashing_is_done_alike_whether_there_is_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    ana()
    hashed: list[str] = []
    encode = "django.contrib.auth.hashers.MD5PasswordHasher.encode"

    def heard(hasher: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return f"md5${salt}$x"

    monkeypatch.setattr(encode, heard)
    for typed in (KNOWN, UNKNOWN):
        hashed.clear()
        sign_in(Client(), typed, "wrong")
        assert hashed == ["wrong"]
        hashed.clear()
        Client().post(SIGN_UP, {**ANSWERED, "email": typed})
        assert hashed == [PASSWORD]


def test_a_known_address_costs_the_writing_of_a_new_account_and_leaves_none(
    django_assert_max_num_queries: Any,
) -> None:
    ana()
    written = []
    for typed in (KNOWN, UNKNOWN):
        with django_assert_max_num_queries(50) as asked:
            Client().post(SIGN_UP, {**ANSWERED, "email": typed})
        tables = [query["sql"].partition('INSERT INTO "')[2].partition('"')[0] for query in asked]
        written.append([table for table in tables if table in ("people_user", "account_emailaddress")])
    assert written[0] == written[1] == ["people_user", "account_emailaddress"]
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == [KNOWN, UNKNOWN]


def test_the_doors_of_readers_and_of_the_desk_share_one_count() -> None:
    ana(Role.EDITOR)
    client = Client()
    for _ in range(3):
        assert sign_in(client, password="wrong").status_code == 200
    for _ in range(2):
        assert client.post(DESK, {"username": EMAIL, "password": "wrong"}).status_code == 200
    for answer in (sign_in(client), client.post(DESK, {"username": EMAIL, "password": PASSWORD})):
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 300
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.9").status_code == 302


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_no_header_moves_a_counter(header: str) -> None:
    statuses = [
        sign_in(Client(), password="wrong", **{header: f"198.51.100.{number}"}).status_code
        for number in range(6)
    ]
    assert statuses == [200] * 5 + [429]


def test_behind_a_trusted_proxy_its_last_word_counts(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ana()
    for number in range(6):
        refused = sign_in(
            Client(), password="wrong", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 203.0.113.66"
        )
    assert refused.status_code == 429
    assert sign_in(Client(), HTTP_X_FORWARDED_FOR="203.0.113.66, 203.0.113.1").status_code == 302


def test_few_passwords_tried_on_many_accounts_are_counted_too() -> None:
    ana()
    client = Client()
    statuses = [sign_in(client, f"a{number}@example.org", "wrong").status_code for number in range(50)]
    assert statuses == [200] * 50
    assert sign_in(client, "b@example.org").status_code == 429
    assert client.post(DESK, {"username": EMAIL, "password": PASSWORD}).status_code == 429


def test_right_passwords_do_not_use_up_what_a_network_may_try() -> None:
    ana()
    sign_in(Client(), UNKNOWN)
    before = list(SignInAttempts.objects.values_list("key", "count"))
    assert sign_in(Client()).status_code == 302
    assert list(SignInAttempts.objects.values_list("key", "count")) == before


@pytest.mark.parametrize(
    ("address", "fields"),
    [(SIGN_UP, {**ANSWERED, "email": "{}@example.org"}), (RESET, {"email": "{}@example.org"})],
)
def test_letters_to_many_addresses_are_counted_for_their_network(
    address: str, fields: dict[str, str]
) -> None:
    statuses = [
        Client()
        .post(address, {name: value.replace("{}", f"a{number}") for name, value in fields.items()})
        .status_code
        for number in range(21)
    ]
    assert statuses == [302] * 20 + [429]
    assert len(mail.outbox) == 20


def test_one_address_is_not_flooded_from_everywhere() -> None:
    statuses = [
        Client().post(RESET, {"email": UNKNOWN}, REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(9)
    ]
    assert statuses == [302] * 9
    assert len(mail.outbox) == 5


@pytest.mark.parametrize(
    "place",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "http:evil"],
)
def test_no_door_leads_to_another_site(place: str) -> None:
    ana()
    assert sign_in(Client(), then=place).headers["Location"] == "/accounts/"
    page = Client().get(f"{SIGN_IN}?next={place}").content.decode()
    assert f'href="{place}' not in page
    client = signed_in_anew()
    assert client.get("/accounts/", {"next": place}).content.decode().find("evil.example") == -1
    assert client.post("/accounts/logout/", {"next": place}).headers["Location"] == "/"


def signed_in_anew() -> Client:
    client = Client()
    sign_in(client)
    return client


def test_where_somebody_came_from_is_the_way_back() -> None:
    ana()
    door = Client().get("/accounts/?next=/articles/on-alliances/")
    assert door.headers["Location"] == "/accounts/login/?next=/accounts/%3Fnext%3D/articles/on-alliances/"
    client = signed_in_anew()
    page = client.get("/accounts/?next=/articles/on-alliances/").content.decode()
    assert '<a href="/articles/on-alliances/">Back to reading</a>' in page


@pytest.mark.parametrize("address", [SIGN_IN, SIGN_UP, RESET])
@pytest.mark.parametrize("typed", ["\x00", "x" * 5_000, "<script>alert(1)</script>", "a@b\r\nBcc: c@d"])
def test_nonsense_at_a_door_is_never_a_failure(address: str, typed: str) -> None:
    answer = Client().post(address, {**dict.fromkeys(("login", "email", "password"), typed), "next": typed})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert not mail.outbox


def test_a_mail_server_that_is_away_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(self: Any, letters: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    assert Client().post(RESET, {"email": UNKNOWN}).status_code == 302


def test_letters_name_the_site_whatever_host_was_asked(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    ana()
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for typed in (KNOWN, UNKNOWN):
        Client().post(RESET, {"email": typed}, headers=evil)
        Client().post(SIGN_UP, {**ANSWERED, "email": typed}, headers=evil)
    assert len(mail.outbox) == 4
    for letter in mail.outbox:
        assert "http://127.0.0.1:8000/accounts/" in letter.body
        assert "evil" not in f"{letter.subject} {letter.body} {letter.from_email}"


def test_a_new_password_ends_all_sessions_and_its_link_works_once() -> None:
    theirs = signed_in(ana())
    client = Client()
    client.post(RESET, {"email": EMAIL})
    address = link()
    form = client.get(address).headers["Location"]
    assert form.endswith("-set-password/")
    assert "It must contain at least 12 characters." in words(client.post(form, {"password1": "short"}))
    new = "another horse battery"
    assert "Your password is set" in words(client.post(form, {"password1": new}, follow=True))
    assert mail.outbox[-1].subject.startswith("Your password was set anew")
    assert theirs.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 302
    assert "does not work any more" in words(Client().get(address))
    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(Client(), password=new).status_code == 302


@pytest.mark.parametrize("key", ["zzzzzzzzzzzzz-x", "1-set-password", "0-a-b", "zzzzzzzzzzzzzzzzz-x"])
def test_a_made_up_link_for_a_new_password_is_refused(key: str) -> None:
    answer = Client().get(f"/accounts/password/reset/key/{key}/")
    assert answer.status_code == 200
    assert "does not work any more" in words(answer)
