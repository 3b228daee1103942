"""The notes on a page as data, for the script in its margin, which asks again and again."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from content.annotations.queries.margin import margin, tag_of_margin
from content.annotations.views.signed_in import person_of
from content.library.models import Publication
from content.library.views.addressed import of_a_publication


@require_safe
@gzip_page
def notes_data(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """What the person may see; 304 as long as that is what they have.

    The tag is taken before the notes are read: what changes in between is asked for once more, never missed.
    """
    person = person_of(request)
    if person:
        get_token(request)  # the page is the same for everybody and has none: here the cookie is given
    tag = tag_of_margin(kind, slug, person)
    response = get_conditional_response(request, etag=tag) if tag else None
    if response is None:
        response = _whole(request, kind=kind, slug=slug)
    if tag and response.status_code == 200:
        response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache" if person else "public, max-age=0"
    patch_vary_headers(response, ["Cookie"])
    return response


@of_a_publication
def _whole(request: HttpRequest, publication: Publication) -> HttpResponse:
    return JsonResponse(margin(publication.edition, person_of(request)))
