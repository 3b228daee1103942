"""The titles that texts name and no page has, by demand, and what is to become of each."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from content.editorial.actions.wanted import NotDecided, decline, same_as, start_draft, want_again
from content.editorial.forms.wanted import DeclineForm, SameAsForm, StartForm
from content.editorial.queries.naming import desk_address
from content.editorial.queries.wanted import OPEN, STATES, Demanded, counts, demanded
from content.editorial.views.answering import UNPROCESSABLE
from content.library.queries.searches import demand
from content.library.wording import title_key
from content.people.models import User

PER_PAGE: Final = 50
MOST: Final = 100
MOST_SEARCHED: Final = 20


@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: HttpRequest) -> HttpResponse:
    """GET lists the titles, POST does the act that its button names."""
    person = request.user
    if not isinstance(person, User) or not person.may("see drafts"):
        raise PermissionDenied
    rows = demanded()
    typed: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return _done(request, person, {row.key: row for row in rows})
        except NotDecided as refusal:
            typed = _typed(request, str(refusal))
    asked = request.GET.get("state", OPEN)
    state = asked if asked in STATES or asked == "all" else OPEN
    sought = title_key(request.GET.get("q", "")[:200].replace("\x00", ""))
    shown = [row for row in rows if state in ("all", row.state) and sought in row.key]
    context = {
        **admin.site.each_context(request),
        "title": "Wanted pages",
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("p")),
        "state": state,
        "sought": request.GET.get("q", ""),
        "states": [(name, label, counts(rows)[name]) for name, label in STATES.items()],
        "start": StartForm(),
        "typed": typed,
        "searched": demand(MOST_SEARCHED),
        "may_write": person.may("write"),
        "may_decide": person.may("decide wanted titles"),
    }
    return render(request, "admin/desk/wanted.html", context, status=UNPROCESSABLE if typed else 200)


def _typed(request: HttpRequest, refusal: str) -> dict[str, Any]:
    """What was sent and not done, to be shown where it was typed: at its title, or below them all."""
    keys = request.POST.getlist("key")
    sent = {name: request.POST.get(name, "") for name in ("page", "reason")}
    return {**sent, "told": refusal, "key": keys[0] if len(keys) == 1 else "", "keys": keys}


def _done(request: HttpRequest, person: User, rows: dict[str, Demanded]) -> HttpResponse:
    act = request.POST.get("act", "")
    if act not in _ACTS:
        raise Http404("There is no such act.")
    verb, do = _ACTS[act]
    if not person.may(verb):
        raise PermissionDenied
    keys = [key for key in request.POST.getlist("key") if key in rows][:MOST]
    if not keys:
        messages.error(request, "No title was chosen, or none of them is wanted any more. Nothing was done.")
        return redirect(_back(request))
    return do(request, person, [rows[key] for key in keys]) or redirect(_back(request))


def _write(request: HttpRequest, person: User, rows: list[Demanded]) -> HttpResponse | None:
    form = StartForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose the kind of page to begin.")
        return None
    try:
        page, is_new = start_draft(title=rows[0].title, kind=form.cleaned_data["kind"], by=person)
    except NotDecided as refusal:
        messages.error(request, str(refusal))
        return None
    begun = "is begun" if is_new else "is in draft already"
    places = format_html_join(
        ", ", '<a href="{}">{}</a>', [(one.href, one.title) for one in rows[0].places[:5]]
    )
    messages.success(request, format_html("“{}” {}. Texts that name it: {}", page, begun, places))
    return redirect(desk_address(page))


def _same_as(request: HttpRequest, person: User, rows: list[Demanded]) -> None:
    form = SameAsForm(request.POST)
    if not form.is_valid():
        raise NotDecided(" ".join(map(str, form.errors["page"])))
    page = form.cleaned_data["page"]
    _, is_new = same_as(title=rows[0].title, page=page, by=person)
    said = "is another name of" if is_new else "is a name of this already:"
    messages.success(
        request,
        format_html(
            '“{}” {} “{}”. It takes effect when that page is published: <a href="{}">Publish …</a>',
            *(rows[0].title, said, page, desk_address(page, "publish")),
        ),
    )


def _decline(request: HttpRequest, person: User, rows: list[Demanded]) -> None:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        raise NotDecided(" ".join(map(str, form.errors["reason"])))
    reason = form.cleaned_data["reason"]
    _each(request, rows, "declined", lambda row: decline(title=row.title, reason=reason, by=person))


def _again(request: HttpRequest, person: User, rows: list[Demanded]) -> None:
    _each(request, rows, "wanted again", lambda row: want_again(title=row.title, by=person))


def _each(request: HttpRequest, rows: list[Demanded], word: str, do: Callable[[Demanded], object]) -> None:
    """One refusal stops no other; a line tells what became of each title."""
    results = []
    for row in rows:
        try:
            results.append((row.title, word if do(row) else "was so already"))
        except NotDecided as refusal:
            results.append((row.title, str(refusal)))
    messages.info(request, format_html_join("; ", "“{}”: {}", results))


_Act = Callable[[HttpRequest, User, list[Demanded]], HttpResponse | None]
_ACTS: Final[dict[str, tuple[str, _Act]]] = {
    "write": ("write", _write),
    "same_as": ("decide wanted titles", _same_as),
    "decline": ("decide wanted titles", _decline),
    "again": ("decide wanted titles", _again),
}


def _back(request: HttpRequest) -> str:
    """The list as it was filtered."""
    query = request.GET.urlencode()
    return reverse("admin:wanted") + (f"?{query}" if query else "")
