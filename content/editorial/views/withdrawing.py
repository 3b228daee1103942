"""Withdrawing one page, on a page of its own that says what will happen and who links to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from content.editorial.forms.withdrawing import WithdrawForm
from content.editorial.queries.naming import desk_address
from content.editorial.views.answering import UNPROCESSABLE, drawn
from content.editorial.views.found import found
from content.library import actions
from content.library.addresses import address
from content.library.models import Publication
from content.library.queries.linked_from import MOST_SHOWN, linked_from


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, model_admin: Any, pk: int) -> HttpResponse:
    """GET asks for the terms, POST withdraws."""
    page, person = found(model_admin, request, pk, "withdraw")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(page=page, by=person, **form.terms)
        except actions.SuccessorMissing as refusal:
            form.add_error("superseded_by", str(refusal))
        except actions.NotPublished as refusal:
            messages.error(request, str(refusal))
            return redirect(desk_address(page))
        else:
            messages.success(request, f"“{page}” is withdrawn. {_what_readers_find(form.terms)}")
            return redirect(desk_address(page))
    publication = Publication.objects.public().filter(page=page).first()
    more: dict[str, Any] = {"form": form, "publication": publication}
    if publication:
        links = linked_from(page.pk)
        more["public_address"] = address(publication.kind, publication.slug)
        more |= {"links": links[:MOST_SHOWN], "link_count": len(links), "more_links": links[MOST_SHOWN:]}
    status = UNPROCESSABLE if form.is_bound else 200
    return drawn(request, model_admin, page, "Withdraw", "withdraw.html", more, status=status)


def _what_readers_find(terms: dict[str, Any]) -> str:
    if terms["treatment"] == Publication.Treatment.REDIRECT:
        return f"Its address leads to “{terms['superseded_by']}”."
    if terms["treatment"] == Publication.Treatment.BANNER:
        return "Its address shows the reason above the text."
    return "Its address shows the reason."
