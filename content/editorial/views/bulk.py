"""Publishing and withdrawing many pages at once, from a list."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join

from content.editorial.forms.withdrawing import WithdrawForm
from content.library import actions
from content.pages.models import Page

MOST = 100


def publish_selected(request: HttpRequest, pages: QuerySet[Any]) -> None:
    """Publish each page by itself, so that one refusal stops no other, and say what became of each."""
    chosen = _chosen(request, pages)
    published = unchanged = 0
    refused: list[tuple[str, str]] = []
    for page in chosen:
        try:
            outcome = actions.publish(page=page, by=_by(request))
        except actions.NotPublishable as refusal:
            refused.append((str(page), " ".join(refusal.reasons)))
        else:
            published += outcome.is_new
            unchanged += not outcome.is_new
    if chosen:
        _tell(request, {"published": published, "unchanged": unchanged}, refused)


def withdraw_selected(model_admin: Any, request: HttpRequest, pages: QuerySet[Any]) -> HttpResponse | None:
    """Ask for the reason, then withdraw each page that is public."""
    chosen = _chosen(request, pages)
    if not chosen:
        return None
    form = WithdrawForm(request.POST if "reason" in request.POST else None)
    if not form.is_valid():
        context = {
            **model_admin.admin_site.each_context(request),
            "opts": model_admin.opts,
            "title": "Withdraw the chosen pages",
            "form": form,
            "pages": chosen,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "media": model_admin.media,
        }
        return render(
            request, "admin/desk/withdraw_selected.html", context, status=422 if form.is_bound else 200
        )
    withdrawn = 0
    refused: list[tuple[str, str]] = []
    for page in chosen:
        try:
            actions.withdraw(page=page, by=_by(request), **form.terms)
            withdrawn += 1
        except actions.NotPublished:
            refused.append((str(page), "It is not on the public site."))
        except actions.SuccessorMissing as refusal:
            refused.append((str(page), str(refusal)))
    _tell(request, {"withdrawn": withdrawn}, refused)
    return None


def _chosen(request: HttpRequest, pages: QuerySet[Any]) -> list[Page]:
    chosen: list[Page] = list(pages[: MOST + 1])
    if len(chosen) > MOST:
        messages.error(request, f"Choose at most {MOST} pages at once. Nothing was done.")
        return []
    return chosen


def _by(request: HttpRequest) -> Any:
    return request.user


def _tell(request: HttpRequest, counts: dict[str, int], refused: list[tuple[str, str]]) -> None:
    said = [f"{count} {word}" for word, count in counts.items() if count]
    if said:
        messages.success(request, ", ".join(said) + ".")
    if refused:
        reasons = format_html_join("", "<br>“{}”: {}", refused)
        messages.error(request, format_html_join("", "{}{}", [(f"{len(refused)} refused:", reasons)]))
