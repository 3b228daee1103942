"""The frame of public answers to whatever somebody types: the same for everybody, and never kept here."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from content.library.kept import now_public, page_of
from content.library.public import METHODS, given
from content.library.throttle import address_of, seconds_to_wait

# A withdrawn page is gone from the answers of every cache within half a minute.
CACHE_CONTROL: Final = "public, max-age=0, s-maxage=30"


def passing_answer(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Makes a view's answers public: GET and HEAD only, before sessions and cookies, in no search engine.

    There are more questions than a cache can keep answers to: only what stands before the site may keep one,
    for a moment. What is refused is kept nowhere.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        wait = seconds_to_wait(address_of(request))
        if wait:
            return _too_many(wait)
        moment = now_public()
        response = view(request)
        if response.status_code == 200:
            page = page_of(response.content, response.headers["Content-Type"], moment)
            response = given(request, page, cache_control=CACHE_CONTROL)
        else:
            response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    answer.is_public = True  # type: ignore[attr-defined]
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _too_many(wait: float) -> HttpResponse:
    response = HttpResponse(
        "Too many searches at once. Wait a second, then try again.\n", content_type="text/plain", status=429
    )
    response["Retry-After"] = str(math.ceil(wait))
    response["Cache-Control"] = "no-store"
    return response
