"""A save without a session asks for the second factor too, and loses nothing on the way."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from content.editorial.queries.naming import desk_address
from content.pages.models import Article
from tests import factories
from tests.editorial.test_sign_in_to_save import carried, person, signing, typed
from tests.people.factors import code, recovery_codes, secret_on, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def article() -> Article:
    return factories.make_article()


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_code_is_asked_for_after_the_password_and_completes_the_save(article: Article) -> None:
    ana = with_app(person())
    sent, client = typed(ana, article), Client()
    answer = client.post(desk_address(article), {**sent, **signing()})
    fields = carried(answer)
    assert (answer.status_code, fields["title"], article.revisions.count()) == (403, ["New title"], 1)
    assert "the password is right" in words(answer)
    assert client.get("/admin/").status_code == 302
    wrong = client.post(desk_address(article), {**fields, "sign-in-code": "000000"})
    assert (wrong.status_code, carried(wrong)["title"]) == (403, ["New title"])
    assert "This code is wrong" in words(wrong)
    answer = client.post(desk_address(article), {**carried(wrong), "sign-in-code": code()})
    assert (answer.status_code, article.revisions.latest("number").made_by) == (302, ana)
    assert "sign-in" not in str(article.revisions.latest("number").snapshot)
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_will_do(article: Article) -> None:
    ana = with_app(person())
    [first, *_] = recovery_codes(ana)
    sent, client = typed(ana, article), Client()
    client.post(desk_address(article), {**sent, **signing()})
    assert client.post(desk_address(article), {**sent, "sign-in-code": first}).status_code == 302
    assert article.revisions.count() == 2


def test_the_sixth_code_is_429_with_all_that_was_written(article: Article) -> None:
    ana = with_app(person())
    sent, client = typed(ana, article), Client()
    client.post(desk_address(article), {**sent, **signing()})
    for _ in range(5):
        assert client.post(desk_address(article), {**sent, "sign-in-code": "000000"}).status_code == 403
    answer = client.post(desk_address(article), {**sent, "sign-in-code": code()})
    assert (answer.status_code, carried(answer)["title"]) == (429, ["New title"])
    assert int(answer.headers["Retry-After"]) > 0
    assert article.revisions.count() == 1


def test_a_code_without_the_password_before_it_is_nothing(article: Article) -> None:
    ana = with_app(person())
    answer = Client().post(desk_address(article), {**typed(ana, article), "sign-in-code": code()})
    assert (answer.status_code, article.revisions.count()) == (403, 1)
    assert "you are not signed in any more" in words(answer)


def test_if_someone_else_proves_it_that_person_is_asked_first(article: Article) -> None:
    ana = person()
    with_app(person("ben@example.org"))
    sent, client = typed(ana, article), Client()
    client.post(desk_address(article), {**sent, **signing("ben@example.org")})
    answer = client.post(desk_address(article), {**sent, "sign-in-code": code()})
    assert answer.status_code == 409
    assert "ana opened this form, and you are ben." in words(answer)


def test_who_must_have_one_sets_it_up_while_the_page_waits(article: Article, settings: Any) -> None:
    ana, client = person(), Client()
    sent = typed(ana, article)
    settings.STAFF_SECOND_FACTOR = True
    answer = client.post(desk_address(article), {**sent, **signing()})
    fields = carried(answer)
    assert (answer.status_code, fields["title"], article.revisions.count()) == (403, ["New title"], 1)
    assert "set one up in another tab" in words(answer)
    assert client.post(desk_address(article), fields).status_code == 403
    secret = secret_on(client.get("/accounts/2fa/app/"))
    client.post("/accounts/2fa/app/", {"code": code(secret=secret)})
    assert client.post(desk_address(article), fields).status_code == 302
    assert article.revisions.count() == 2


def test_whose_address_is_not_confirmed_keeps_what_was_written(article: Article) -> None:
    ana = person()
    sent = typed(ana, article)
    EmailAddress.objects.update(verified=False)
    answer = Client().post(desk_address(article), {**sent, **signing()})
    assert (answer.status_code, carried(answer)["title"]) == (403, ["New title"])
    assert "Your address is not confirmed yet" in words(answer)
