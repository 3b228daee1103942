"""One queue of the desk in full, narrowed, with what can be done to several of its items at once."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods

from content.editorial.forms.known import is_key
from content.editorial.queries.desk import queues_for
from content.editorial.queries.queues import ALL, MINE, Asked, BulkAct, Cut, Queue
from content.editorial.views.bulk_acts import BULK
from content.library.addresses import KIND_LABELS
from content.people.models import User

PER_PAGE: Final = 50


def asked_by(request: HttpRequest) -> Asked:
    """How the address narrows the queues; what makes no sense narrows nothing."""
    person = request.user
    if not isinstance(person, User) or not person.may("see drafts"):
        raise PermissionDenied
    whose, kind = request.GET.get("whose", ""), request.GET.get("kind", "")
    return Asked(
        person=person,
        at=timezone.now(),
        whose=whose if whose in (MINE, ALL) else "",
        kind=kind if kind in KIND_LABELS else "",
    )


def filters(asked: Asked) -> dict[str, Any]:
    """What the form of the filters shows."""
    return {
        "asked": asked,
        "kinds": KIND_LABELS.items(),
        "whose": [("", "Waiting for me"), (MINE, "Mine"), (ALL, "Everybody’s")],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def queue(request: HttpRequest, key: str) -> HttpResponse:
    """A queue in which the person cannot act does not exist for them."""
    asked = asked_by(request)
    found = next((one for one in queues_for(asked.person) if one.key == key), None)
    if found is None:
        raise Http404("There is no such queue.")
    act = found.bulk or BULK.get(key)
    act = act if act and asked.person.may(act.verb) else None
    if request.method == "POST":
        if act is None:
            raise PermissionDenied
        _do(request, act, asked.person)
        return redirect(request.get_full_path())
    number, cut = _read(found, asked, _page_number(request.GET.get("p", "")))
    context = {
        **admin.site.each_context(request),
        **filters(asked),
        "title": found.label,
        "queue": found,
        "cut": cut,
        "act": act,
        "page": Paginator(range(cut.count), PER_PAGE).get_page(number),
    }
    return render(request, "admin/desk/queue.html", context)


def _read(found: Queue, asked: Asked, number: int) -> tuple[int, Cut]:
    """The page of the queue with that number; where it is past the end, the last one."""
    cut = found.read(asked, (number - 1) * PER_PAGE, number * PER_PAGE)
    last = max(1, -(-cut.count // PER_PAGE))
    if number <= last:
        return number, cut
    return last, found.read(asked, (last - 1) * PER_PAGE, last * PER_PAGE)


def _page_number(written: str) -> int:
    return max(1, int(written)) if written.isdecimal() and len(written) < 6 else 1


def _do(request: HttpRequest, act: BulkAct, person: User) -> None:
    """One refusal stops no other; a line tells what became of each."""
    keys = [key for key in request.POST.getlist("key")[:PER_PAGE] if is_key(key)]
    if not keys:
        messages.error(request, "Nothing was checked. Nothing was done.")
        return
    messages.info(request, format_html_join("", "{}<br>", [(act.do(key, person),) for key in keys]))
