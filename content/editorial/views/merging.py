"""A save that was opened on an older revision: merged with what others saved since, or put to the editor."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse, QueryDict

from content.editorial.forms.choices import ChoicesForm, is_text
from content.editorial.forms.said import said
from content.editorial.forms.sent import sent
from content.editorial.forms.versions import is_stale, opened_on, standing_number
from content.editorial.merging import Conflict, Merged, Path, Snapshot, merge
from content.editorial.queries.units import arrivals, place_of, words_of
from content.editorial.views.answering import drawn
from content.library.compare import runs_between
from content.pages.models import Page, Revision
from content.pages.snapshots import upgraded

LONGEST_NOTE: Final = 250
RESOLVING: Final = "resolving"  # the field by which the page of conflicts carries the whole save


class Save(NamedTuple):
    """What someone wants to save: the whole page, and the revision that it was written on.

    `first` is the revision that the form was opened on, before any conflict was decided. `beside` holds what
    was sent beside the page: the button, the dates of the desk.
    """

    first: int
    opened: int
    mine: Snapshot
    note: str
    beside: dict[str, list[str]]


class Outcome(NamedTuple):
    """A merge that is about to be saved."""

    first: int
    latest: int
    with_whom: str
    adjusted: list[str]


def merge_first(model_admin: Any, request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before the form is saved: the page of conflicts; or None, and then the request says what to save.

    Call it in the transaction that saves. An invalid form is left to the admin, which says why.
    """
    if RESOLVING in request.POST:
        return _resolve(model_admin, request, page)
    if not is_stale(request.POST, page):
        request.locked_page = page  # type: ignore[attr-defined]  # the admin need not ask for it again
        return None
    opened = opened_on(request.POST, page)
    if opened is None:
        return None
    form, formsets = _forms(model_admin, request, page, request.POST)
    if not (form.is_valid() and all_valid(formsets)):
        messages.warning(request, _told_later(page, opened))
        return None
    base, theirs = _taken(page, opened), _taken(page, standing_number(page))
    mine = said(form, formsets, base=base, theirs=theirs)
    save = Save(opened, opened, mine, form.cleaned_data["what_changed"], _beside(request, form, base))
    return _merge(model_admin, request, page, save)


def _merge(model_admin: Any, request: HttpRequest, page: Page, save: Save) -> HttpResponse | None:
    latest = standing_number(page)
    merged = merge(_taken(page, save.opened), _taken(page, latest), save.mine)
    if merged.conflicts:
        return _conflict_page(model_admin, request, page, save, latest, merged)
    outcome = Outcome(
        save.first, latest, with_whom(page, save.first), [_raised(one) for one in merged.adjusted]
    )
    form, formsets = _forms(model_admin, request, page, None)
    fields = sent(form, formsets, merged.snapshot)
    for name, values in save.beside.items():
        fields.setlist(name, values)
    fields["what_changed"] = _note(save.note, outcome.with_whom)
    fields["edited_revision"] = str(latest)
    fields["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    request.POST = fields  # type: ignore[assignment]
    request.merged = outcome  # type: ignore[attr-defined]
    return None


def _resolve(model_admin: Any, request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor has decided: what comes of it was written on the revision that was theirs."""
    try:
        kept = signing.loads(request.POST[RESOLVING], salt=_salt(page.pk, request.user.pk))
    except signing.BadSignature as refusal:
        raise SuspiciousOperation("What was to be merged is not what the desk had sent.") from refusal
    latest = kept.pop("theirs")
    save = Save(**{**kept, "mine": upgraded(kept["mine"])})
    base, theirs = _taken(page, save.opened), _taken(page, latest)
    merged = merge(base, theirs, save.mine)
    form = _choices(page, merged.conflicts, latest, request.POST)
    if not form.is_valid():
        return _conflict_page(model_admin, request, page, save, latest, merged, form)
    decided = merge(base, theirs, save.mine, decided=form.decided()).snapshot
    return _merge(model_admin, request, page, save._replace(opened=latest, mine=decided))


def _conflict_page(
    model_admin: Any,
    request: HttpRequest,
    page: Page,
    save: Save,
    latest: int,
    merged: Merged,
    form: ChoicesForm | None = None,
) -> HttpResponse:
    snapshots = (save.mine, _taken(page, latest), _taken(page, save.opened))
    form = form or _choices(page, merged.conflicts, latest)
    model = model_admin.model
    more = {
        "form": form,
        "units": [
            _unit(model, conflict, number, form, snapshots)
            for number, conflict in enumerate(merged.conflicts)
        ],
        "arrivals": arrivals(model, merged.taken, snapshots),
        "opened": save.opened,
        # The same two revisions have the same conflicts: what was written about them can be offered again.
        "kept_part": f"-conflict-{save.opened}-{latest}",
        "standing": Revision.objects.select_related("made_by").get(page=page, number=latest),
        "with_whom": with_whom(page, save.opened, latest),
        "resolving": signing.dumps(
            {**save._asdict(), "theirs": latest}, salt=_salt(page.pk, request.user.pk), compress=True
        ),
    }
    title = "Two people changed the same"
    return drawn(request, model_admin, page, title, "conflict.html", more, status=409)


def _unit(
    model: Any, conflict: Conflict, number: int, form: ChoicesForm, snapshots: tuple[Snapshot, ...]
) -> dict[str, Any]:
    """One conflict as the page shows it."""
    path = conflict.path
    base, theirs, mine = (words_of(model, path, side, snapshots) for side in conflict[1:])
    return {
        "place": place_of(model, path, snapshots),
        "base": base,
        "theirs": theirs,
        "mine": mine,
        "changes_of_theirs": runs_between(base or "", theirs or ""),
        "changes_of_mine": runs_between(base or "", mine or ""),
        "choice": form[f"choice-{number}"],
        "own": form[f"own-{number}"] if f"own-{number}" in form.fields else None,
    }


def _choices(
    page: Page, conflicts: list[Conflict], latest: int, sent_fields: Mapping[str, Any] | None = None
) -> ChoicesForm:
    by = Revision.objects.select_related("made_by").get(page=page, number=latest).made_by
    whose = f"{by}’s" if by else "theirs"
    rewritable = [is_text(conflict) and not _is_choice(page, conflict.path) for conflict in conflicts]
    return ChoicesForm(conflicts, rewritable, whose, sent_fields)


def _is_choice(page: Page, path: Path) -> bool:
    """Whether the unit has set values, of which none can be written."""
    named = path[-1] if path[0] not in ("sections", "summary") else ""
    return any(
        field.name == named and getattr(field, "choices", None) for field in type(page)._meta.get_fields()
    )


def with_whom(page: Page, after: int, until: int | None = None) -> str:
    """Which revisions came after the one, and whose they are: "revisions 6 and 7 by Ana and Ben"."""
    later = Revision.objects.filter(page=page, number__gt=after).select_related("made_by").defer("snapshot")
    later = later.filter(number__lte=until) if until else later
    numbers: list[str] = []
    people: dict[str, None] = {}
    for revision in later.order_by("number"):
        numbers.append(str(revision.number))
        people[str(revision.made_by or "someone who was not signed in")] = None
    if len(numbers) > 3:
        numbers = [f"{numbers[0]} to {numbers[-1]}"]
    noun = "revision" if len(numbers) == 1 and "to" not in numbers[0] else "revisions"
    return f"{noun} {_listed(numbers)} by {_listed(list(people))}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def _note(typed: str, whom: str) -> str:
    merged = f"Merged with {whom}"[:LONGEST_NOTE]
    return f"{typed[: LONGEST_NOTE - len(merged) - 2]}. {merged}" if typed else merged


def _told_later(page: Page, opened: int) -> str:
    return (
        f"{with_whom(page, opened).capitalize()} came after you had opened this page. When what is marked "
        "below is mended and you save again, both are merged."
    )


def _raised(one: Any) -> str:
    return f"“{one.heading or 'untitled'}” was raised by a level, because the section above it is gone."


def _beside(request: HttpRequest, form: Any, base: Snapshot) -> dict[str, list[str]]:
    """What was sent beside the page itself. A date of the desk that the editor left alone stays as it is."""
    beside = {name: request.POST.getlist(name) for name in request.POST if name.startswith("_")}
    for name in form.fields:
        if name in ("edited_revision", "what_changed") or name in {
            **base,
            **base["fields"],
            **base["relations"],
        }:
            continue
        if name in form.changed_data:
            beside[name] = request.POST.getlist(name)
        else:
            standing = form.fields[name].prepare_value(form.initial.get(name))
            beside[name] = ["" if standing is None else str(standing)]
    return beside


def _forms(
    model_admin: Any, request: HttpRequest, page: Page, sent_fields: QueryDict | None
) -> tuple[Any, list[Any]]:
    """The admin's forms of the page, with what was sent or as it stands."""
    form = model_admin.get_form(request, page, change=True)(sent_fields, instance=page)
    formsets = [
        formset(sent_fields, instance=form.instance)
        for formset, _ in model_admin.get_formsets_with_inlines(request, page)
    ]
    return form, formsets


def _taken(page: Page, number: int) -> Snapshot:
    taken: Snapshot = Revision.objects.get(page=page, number=number).taken
    return taken


def handed_over(request: HttpRequest, resolving: str, opened_by: str) -> str:
    """The save of who was shown the conflicts, as that of the person who signed in over it and is asked."""
    match = request.resolver_match
    page = match.kwargs.get("object_id", "") if match is not None else ""
    try:
        kept = signing.loads(resolving, salt=_salt(page, opened_by))
    except signing.BadSignature:
        return resolving
    return signing.dumps(kept, salt=_salt(page, request.user.pk), compress=True)


def _salt(page: object, person: object) -> str:
    """What one person may send for one page is nobody else's, and of no other page."""
    return f"content.editorial.merging:{page}:{person}"
