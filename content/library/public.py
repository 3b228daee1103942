"""The frame of every public answer: the same for everybody, without cookies, kept whole where it can be."""

import gzip
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final, cast
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.urls import Resolver404, resolve
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from content.library.kept import KeptPage, Moment, kept_or_made, key_of, now_public, page_of

View = Callable[..., HttpResponse]
Handler = Callable[[HttpRequest], HttpResponse]

METHODS: Final = ("GET", "HEAD")
# Browsers ask again each time, and mostly hear 304. A cache before the site may give a page for a minute, no
# longer, so that a withdrawn page is gone everywhere within a minute.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=60"
LONGEST_QUERY: Final = 4_000
MOST_VALUES: Final = 20
LONGEST_VALUE: Final = 160
_CONDITIONS: Final = frozenset(
    ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
)


class _NotKept(Exception):
    """The view answered with something that is given once: a redirect, a page that is gone."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        super().__init__()


def public_page(*parameters: str) -> Callable[[View], View]:
    """Makes a view's answers public: GET and HEAD only, the named parameters only, kept by generation.

    The view sees in `request.GET` those parameters only, in order and within bounds; it may raise Http404.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            query = normalized(request.META.get("QUERY_STRING", ""), parameters)
            request.GET = QueryDict(query)
            moment = now_public()
            try:
                page = _kept_page(request, query, moment, lambda: view(request, **arguments))
            except _NotKept as once:
                return _given_once(request, once.response, moment)
            return given(request, page)

        answer.is_public = True  # type: ignore[attr-defined]
        answer.csrf_exempt = True  # type: ignore[attr-defined]  # a POST is refused as such, not for its token
        return answer

    return decorate


def public_pages(get_response: Handler) -> Handler:
    """Middleware that answers public addresses before sessions, cookies and accounts are looked at.

    So no cookie that a browser sends, however odd, can change a public page or put a Set-Cookie on it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return get_response(request)
        if not getattr(match.func, "is_public", False):
            return get_response(request)
        request.get_host()  # refuses unknown hosts, as CommonMiddleware does for all other addresses
        request.resolver_match = match
        answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return answer

    return middleware


def normalized(query_string: str, parameters: Iterable[str]) -> str:
    """The query as its meaning: known parameters, each value once, sorted, bounded; nonsense is left out."""
    if not query_string:
        return ""
    known = frozenset(parameters)
    if not known:
        return ""
    text = query_string[:LONGEST_QUERY].encode("latin-1", "replace").decode("utf-8", "replace")
    pairs = {
        (name, meaning)
        for name, value in parse_qsl(text)
        if name in known and (meaning := _page_number(value) if name == "page" else _word(value))
    }
    pages = sorted(pair for pair in pairs if pair[0] == "page")
    return urlencode([*sorted(pairs - set(pages))[:MOST_VALUES], *pages[:1]])


def _word(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE and value.isprintable() and "\ufffd" not in value else ""


def _page_number(value: str) -> str:
    """A page from the second on: the first one has no number in its address."""
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= 6 else 0
    return str(number) if number > 1 else ""


def _kept_page(
    request: HttpRequest, query: str, moment: Moment, draw: Callable[[], HttpResponse]
) -> KeptPage:
    def make() -> KeptPage:
        response = draw()
        if response.status_code != 200:
            raise _NotKept(response)
        stated = parse_http_date_safe(response.headers.get("Last-Modified", ""))
        changed_at = datetime.fromtimestamp(stated, UTC) if stated else None
        return page_of(response.content, response.headers["Content-Type"], moment, changed_at=changed_at)

    if settings.DEBUG:  # templates change under a server in development
        return make()
    # There are as many plain addresses as pages, and queries without end.
    shelf = "queries" if query else "default"
    return kept_or_made(key_of(moment, request.path_info, query), make, shelf=shelf)


def given(request: HttpRequest, page: KeptPage, *, cache_control: str = CACHE_CONTROL) -> HttpResponse:
    """The page with the headers of a public answer, or 304 if the reader has it."""
    packed = _takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    body = page.packed if packed else gzip.decompress(page.packed)
    # A strong tag names these very bytes, so the packed ones have a tag of their own.
    etag = f'"{page.etag}-gzip"' if packed else f'"{page.etag}"'
    headers = {
        "Content-Type": page.content_type,
        "Content-Length": str(len(body)),
        "ETag": etag,
        "Last-Modified": page.last_modified,
        "Cache-Control": cache_control,
        "Vary": "Accept-Encoding",
    }
    if packed:
        headers["Content-Encoding"] = "gzip"
    response = HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
    if not _CONDITIONS.isdisjoint(request.META):
        changed_at = parse_http_date_safe(page.last_modified)
        return cast(HttpResponse, get_conditional_response(request, etag, changed_at, response))
    return response


def _given_once(request: HttpRequest, response: HttpResponse, moment: Moment) -> HttpResponse:
    """A redirect or a page that is gone, with the headers of every public answer."""
    page = page_of(response.content, response.headers["Content-Type"], moment)
    response["Content-Length"] = str(len(response.content))
    response["ETag"] = f'"{page.etag}"'
    response["Last-Modified"] = page.last_modified
    response["Cache-Control"] = CACHE_CONTROL
    if request.method == "HEAD":
        response.content = b""
    return response


def _takes_gzip(accepted: str) -> bool:
    for coding in accepted.lower().split(","):
        name, _, quality = coding.partition(";")
        if name.strip() in {"gzip", "*"}:
            return quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
