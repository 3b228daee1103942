"""A save of a page that was deleted since its form was opened: all is kept on a page, to be sent again."""

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.editorial.models import DeletedPage
from content.people.models import User

# Where something is written: the page's own texts, its rows, what was written about a conflict.
_WRITTEN: Final = re.compile(r"title|summary|.*-(body|heading|text)|own-\d+")


def deleted_meanwhile(model_admin: Any, request: HttpRequest, key: str) -> HttpResponse | None:
    """The page that keeps what was sent; None where no page of that key and kind was deleted.

    A recovered page has its key and its revisions again: what was sent is saved then, or merged.
    """
    person = request.user
    gone = DeletedPage.objects.filter(page_key=key, recovered_at=None).select_related("deleted_by")
    deleted = gone.defer("revisions", "beside").filter(kind=model_admin.model.KIND).first()
    if deleted is None or not isinstance(person, User):
        return None
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "The page was deleted",
        "subtitle": str(deleted),
        "deleted": deleted,
        "sent": sent,
        "written": [value for name, value in sent if value.strip() and _WRITTEN.fullmatch(name)],
        "may_recover": person.may("delete drafts"),
        "media": model_admin.media,
    }
    return render(request, "admin/desk/deleted_meanwhile.html", context, status=409)
