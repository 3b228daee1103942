"""Every address of the desk, and the table of what each role is answered there."""

from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple

from django.contrib import admin
from django.urls import URLPattern, URLResolver

from content.pages.snapshots import MODELS

KINDS: Final = {str(model._meta.model_name): kind for kind, model in MODELS.items()}

# What a GET and a POST without a word are answered: to an author, an editor, a chief editor. All others are
# sent to sign in (302); where something is written (*), a POST is answered with what was sent, and with the
# question who sends it (403).
TABLE: Final = """
wanted *                            200 404   200 404   200 404
queue                               200 403   200 403   200 403
index                               200 200   200 200   200 200
login                               302 200   302 200   302 200
logout                              405 200   405 200   405 200
password_change                     302 302   302 302   302 302
password_change_done                200 405   200 405   200 405
autocomplete                        200 405   200 405   200 405
jsi18n                              200 405   200 405   200 405
view_on_site                        404 404   404 404   404 404
page presence                       405 400   405 400   405 400
page preview                        200 405   200 405   200 405
page share *                        200 200   200 200   200 200
page revoke                         405 302   405 302   405 302
page submit *                       200 302   200 302   200 302
page take_back                      200 302   200 302   200 302
page review *                       403 403   200 422   200 422
page settle                         200 302   200 302   200 302
page publish *                      403 403   200 422   200 422
page schedule *                     403 403   200 422   200 422
page schedule_withdrawal *          403 403   200 422   200 422
page cancel_schedule                403 403   200 302   200 302
page second_review                  403 403   200 302   200 302
page reviewed                       403 403   200 302   200 302
page withdraw *                     403 403   200 200   200 200
page history                        200 405   200 405   200 405
page revision                       200 405   200 405   200 405
page restore                        200 302   200 302   200 302
page discard                        200 302   200 302   200 302
page choose                         302 405   302 405   302 405
page compare                        200 405   200 405   200 405
page changelist                     200 200   200 200   200 200
page add *                          200 200   200 200   200 200
page delete                         403 403   200 200   200 200
page change *                       200 409   200 409   200 409
page without a view                 302 302   302 302   302 302
pages_page_changelist               200 200   200 200   200 200
pages_page_add                      403 403   403 403   403 403
pages_page_history                  200 200   200 200   200 200
pages_page_delete                   403 403   403 403   403 403
pages_page_change                   302 302   302 302   302 302
pages_section_changelist            200 200   200 200   200 200
pages_section_add                   403 403   403 403   403 403
pages_section_history               200 200   200 200   200 200
pages_section_delete                403 403   403 403   403 403
pages_section_change                200 403   200 403   200 403
pages_defect_changelist             200 200   200 200   200 200
pages_defect_add                    403 403   403 403   403 403
pages_defect_history                200 200   200 200   200 200
pages_defect_delete                 403 403   403 403   403 403
pages_defect_change                 200 200   200 200   200 200
editorial_deletedpage_recover       403 403   200 302   200 302
editorial_deletedpage_changelist    403 403   200 200   200 200
editorial_deletedpage_add           403 403   403 403   403 403
editorial_deletedpage_history       403 403   200 200   200 200
editorial_deletedpage_delete        403 403   403 403   403 403
editorial_deletedpage_change        403 403   200 403   200 403
library_publication_changelist      200 200   200 200   200 200
library_publication_add             403 403   403 403   403 403
library_publication_history         200 200   200 200   200 200
library_publication_delete          403 403   403 403   403 403
library_publication_change          200 403   200 403   200 403
library_edition_changelist          200 200   200 200   200 200
library_edition_add                 403 403   403 403   403 403
library_edition_history             200 200   200 200   200 200
library_edition_delete              403 403   403 403   403 403
library_edition_change              200 403   200 403   200 403
editorial_logentry_changelist       200 200   200 200   200 200
editorial_logentry_add              403 403   403 403   403 403
editorial_logentry_history          200 200   200 200   200 200
editorial_logentry_delete           403 403   403 403   403 403
editorial_logentry_change           200 403   200 403   200 403
auth_user_password_change           403 403   403 403   200 200
people_user_changelist              403 403   403 403   200 200
people_user_add                     403 403   403 403   200 200
people_user_history                 403 403   403 403   200 200
people_user_delete                  403 403   403 403   403 403
people_user_change                  403 403   403 403   200 200
pages_sourcedocument_changelist     200 200   200 200   200 200
pages_sourcedocument_add            403 403   403 403   403 403
pages_sourcedocument_history        200 200   200 200   200 200
pages_sourcedocument_delete         403 403   403 403   403 403
pages_sourcedocument_change         200 403   200 403   200 403
pages_tag_changelist                200 200   200 200   200 200
pages_tag_add *                     403 403   200 200   200 200
pages_tag_history                   200 200   200 200   200 200
pages_tag_delete                    403 403   200 200   200 200
pages_tag_change *                  200 403   200 200   200 200
importing_upload_changelist         200 405   200 405   200 405
importing_upload_add                200 422   200 422   200 422
importing_upload_change             200 405   200 405   200 405
importing_work                      405 302   405 302   405 302
importing_confirm                   405 302   405 302   405 302
importing_discard                   405 302   405 302   405 302
importing_document *                200 302   200 302   200 302
app_list                            200 200   200 200   200 200
anywhere else                       404 404   404 404   404 404
row without a view                  302 302   302 302   302 302
"""
_TOLD: Final = [line.rsplit(maxsplit=6) for line in TABLE.strip().splitlines()]
ANSWERS: Final = {name.removesuffix(" *"): list(map(int, statuses)) for name, *statuses in _TOLD}
WRITTEN: Final = {name.removesuffix(" *") for name, *_ in _TOLD if name.endswith("*")}
REHEARSED: Final = {"page restore", "page discard"}  # what they would do is tried, and undone


class Route(NamedTuple):
    """One pattern of the desk: its row in the table, and its model where it has one."""

    row: str
    pattern: str
    model: str


def routes(*, kinds: Collection[str] = tuple(KINDS)) -> list[Route]:
    """Every address that the admin knows, of pages those of these kinds."""
    found = [_route(pattern, prefix) for prefix, pattern in _walk(admin.site.get_urls())]
    return [route for route in found if route.model in kinds or route.model not in KINDS]


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix, pattern


def _route(pattern: URLPattern, prefix: str) -> Route:
    text = prefix + str(pattern.pattern)
    model = next(iter(text.split("/")[1:]), "")
    if pattern.name is None and text.endswith("/<path:object_id>/"):
        row = "page without a view" if model in KINDS else "row without a view"
    else:
        row = pattern.name or "anywhere else"
    if model in KINDS:
        row = row.replace(f"pages_{model}_", "page ")
    return Route(row, text, model)
