"""Deleting one's own account."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from content.people.actions import LastChiefEditor, delete_account
from content.people.extensions import written_by
from content.people.forms.account import DeletionForm
from content.people.signing_in import who


@never_cache
@login_required
@sensitive_post_parameters("password")
def delete(request: HttpRequest) -> HttpResponse:
    """Says what goes and what stays, and asks for the password."""
    person = who(request)
    notes = sum(count(person) for count in written_by)
    form = DeletionForm(request.POST or None, person=person, notes=notes)
    is_last = False
    if request.method == "POST" and form.is_valid():
        email = person.email
        try:
            delete_account(person=person, keep_notes=form.cleaned_data.get("keep_notes", "keep") == "keep")
        except LastChiefEditor:
            is_last = True
        else:
            logout(request)
            get_adapter(request).send_mail("account/email/account_deleted", email, {})
            return render(request, "account/deleted.html")
    context = {"form": form, "notes": notes, "is_last": is_last}
    return render(request, "account/delete.html", context, status=409 if is_last else 200)
