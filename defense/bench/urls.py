"""The site's addresses and the constant view that it is compared with."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import path

from defense import urls

CONSTANT: Final = b"The same bytes every time."


def constant(request: HttpRequest) -> HttpResponse:
    """Answered where public pages are answered, so that both pass through the same middleware."""
    return HttpResponse(CONSTANT, content_type="text/plain", headers={"Content-Length": str(len(CONSTANT))})


constant.is_public = True  # type: ignore[attr-defined]
urlpatterns = [path("constant/", constant, name="constant"), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
