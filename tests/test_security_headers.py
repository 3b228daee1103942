"""Every kind of answer bears the headers that keep a browser from doing what no page here asks for."""

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, include, path

from content.library.actions import withdraw
from tests.factories import make_user
from tests.public import Site

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFERRER_POLICIES = {"strict-origin-when-cross-origin", "no-referrer"}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


def assert_safe(answer: HttpResponseBase) -> None:
    assert {name: answer.get(name) for name in HEADERS} == HEADERS
    assert answer["Referrer-Policy"] in REFERRER_POLICIES
    directives = (one.strip().partition(" ") for one in answer["Content-Security-Policy"].split(";"))
    assert {name: value for name, _, value in directives} == POLICY


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as it happens")


# The site's own addresses and two that fail: the tests below take this module for the root of all addresses.
urlpatterns: list[URLPattern | URLResolver] = [
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("", include("defense.urls")),
]
handler400 = "content.library.views.errors.bad_request"
handler403 = "content.library.views.errors.permission_denied"
handler404 = "content.library.views.errors.not_found"
handler500 = "content.library.views.errors.server_error"


@pytest.fixture
def article(small_site: Site) -> str:
    """The address of an article on a published site with a withdrawn country."""
    withdraw(page=small_site.country, by=None, reason="An example.")
    return f"/articles/{small_site.article.slug}/"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/articles/", 200),
        ("/topics/", 200),
        ("/articles/on-alliances/", 200),
        ("/articles/on-alliances/editions/1/", 200),
        ("/countries/france/", 410),
        ("/articles/no-such-article/", 404),
        ("/no-such-page", 404),
        ("/articles", 301),
        ("/admin/login/", 200),
        ("/admin/", 302),
    ],
)
def test_what_everybody_can_ask_for_bears_the_headers(
    client: Client, article: str, address: str, status: int
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert_safe(answer)


def test_a_page_that_has_not_changed_bears_the_headers(client: Client, article: str) -> None:
    answer = client.get(article, headers={"If-None-Match": client.get(article)["ETag"]})
    assert answer.status_code == 304
    assert_safe(answer)


def test_the_way_to_a_passage_bears_the_headers(client: Client, article: str) -> None:
    key = client.get(article).content.partition(b'id="p-')[2].partition(b'"')[0].decode()
    answer = client.get(f"/passages/{key}/")
    assert answer.status_code == 302
    assert_safe(answer)


@pytest.mark.parametrize(
    "method",
    ["post", "trace", "delete"],
)
def test_a_method_that_no_page_answers_bears_the_headers(client: Client, article: str, method: str) -> None:
    answer = getattr(client, method)(article)
    assert answer.status_code == 405
    assert_safe(answer)


@pytest.mark.parametrize(
    "view", ["change", "publish", "withdraw", "history", "history/1", "preview", "delete"]
)
def test_the_desk_bears_the_headers(client: Client, article: str, view: str) -> None:
    client.force_login(make_user())
    (pk,) = [
        found["pk"]
        for found in client.get("/admin/pages/article/").context["cl"].queryset.values("pk", "title")
        if found["title"] == "On alliances"
    ]
    answer = client.get(f"/admin/pages/article/{pk}/{view}/")
    # A page that was published cannot be deleted, and the desk says so on its form.
    assert answer.status_code == (302 if view == "delete" else 200)
    assert_safe(answer)


def test_a_form_without_its_token_is_refused_with_the_headers() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert_safe(answer)


def test_an_unknown_host_is_refused_with_the_headers(client: Client) -> None:
    answer = client.get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert_safe(answer)


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("address", "status"), [("/forbidden/", 403), ("/broken/", 500)])
def test_what_fails_bears_the_headers(address: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert_safe(answer)


@override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True)
@pytest.mark.parametrize("name", ["css/tokens.css", "js/theme.js", "favicon.svg", "admin/css/base.css"])
def test_static_files_bear_the_headers(name: str) -> None:
    assert finders.find(name)
    # HEAD opens no file, which the client would leave open.
    answer = Client().head(f"/static/{name}")
    assert answer.status_code == 200
    assert_safe(answer)
