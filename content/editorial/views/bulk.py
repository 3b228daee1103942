"""Publishing and withdrawing many pages at once, from a list."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join

from content.editorial.actions.publishing import PublishingRefused, publish_reviewed
from content.editorial.forms.publishing import NoteForm
from content.editorial.forms.versions import seen_number, standing_numbers
from content.editorial.forms.withdrawing import WithdrawForm
from content.library import actions
from content.pages.models import Page

MOST = 100


def publish_selected(model_admin: Any, request: HttpRequest, pages: QuerySet[Any]) -> HttpResponse | None:
    """Ask for one note, then publish each page by itself, so that one refusal stops no other.

    None is published past its review: that needs a reason, which is given for one page at a time. Nor is one
    that someone saved after the question was asked.
    """
    chosen = _chosen(request, pages)
    if not chosen:
        return None
    form = NoteForm(request.POST if "note" in request.POST else None)
    if not form.is_valid():
        _tell_seen(request, chosen)
        return _asked(model_admin, request, chosen, form, "Publish the chosen pages", "publish_selected")
    published: list[Page] = []
    unchanged: list[Page] = []
    refused: list[tuple[str, str]] = []
    for page in chosen:
        try:
            outcome = publish_reviewed(
                page=page,
                by=_by(request),
                note=form.cleaned_data["note"],
                seen=seen_number(request.POST, page),
            )
        except actions.NotPublishable as refusal:
            refused.append((str(page), " ".join(refusal.reasons)))
        except PublishingRefused as refusal:
            refused.append((str(page), str(refusal)))
        else:
            (published if outcome.is_new else unchanged).append(page)
    _tell(request, {"published": published, "unchanged": unchanged}, refused)
    return None


def withdraw_selected(model_admin: Any, request: HttpRequest, pages: QuerySet[Any]) -> HttpResponse | None:
    """Ask for the reason, then withdraw each page that is public."""
    chosen = _chosen(request, pages)
    if not chosen:
        return None
    form = WithdrawForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        title = "Withdraw the chosen pages"
        return _asked(model_admin, request, chosen, form, title, "withdraw_selected")
    withdrawn: list[Page] = []
    refused: list[tuple[str, str]] = []
    for page in chosen:
        try:
            actions.withdraw(page=page, by=_by(request), **form.terms)
            withdrawn.append(page)
        except actions.NotPublished:
            refused.append((str(page), "It is not on the public site."))
        except actions.SuccessorMissing as refusal:
            refused.append((str(page), str(refusal)))
    _tell(request, {"withdrawn": withdrawn}, refused)
    return None


def _tell_seen(request: HttpRequest, pages: list[Page]) -> None:
    """Each page is asked about as it stands now, or as it stood when that was asked first."""
    standing = standing_numbers(pages)
    for page in pages:
        asked_before = f"seen-{page.pk}" in request.POST
        page.seen = seen_number(request.POST, page) if asked_before else standing[page.pk]  # type: ignore[attr-defined]


def _asked(
    model_admin: Any, request: HttpRequest, pages: list[Page], form: Any, title: str, action: str
) -> HttpResponse:
    """The page that asks what all the chosen pages need."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "form": form,
        "pages": pages,
        "action": action,
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "media": model_admin.media,
    }
    return render(request, f"admin/desk/{action}.html", context, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest, pages: QuerySet[Any]) -> list[Page]:
    chosen: list[Page] = list(pages[: MOST + 1])
    if len(chosen) > MOST:
        messages.error(request, f"Choose at most {MOST} pages at once. Nothing was done.")
        return []
    return chosen


def _by(request: HttpRequest) -> Any:
    return request.user


def _tell(request: HttpRequest, done: dict[str, list[Page]], refused: list[tuple[str, str]]) -> None:
    """What became of each page, by its title."""
    for word, pages in done.items():
        if pages:
            titles = format_html_join(", ", "“{}”", [(page,) for page in pages])
            messages.success(request, format_html("{} {}: {}.", len(pages), word, titles))
    if refused:
        reasons = format_html_join("", "<br>“{}”: {}", refused)
        messages.error(request, format_html_join("", "{}{}", [(f"{len(refused)} refused:", reasons)]))
