"""A person's own account: what it holds, and the name that others see."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from content.people.actions import rename
from content.people.forms.account import NameForm
from content.people.signing_in import safe_next, who


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """`next`, the page that somebody comes from, is offered as the way back."""
    person = who(request)
    context = {
        "pending": EmailAddress.objects.filter(user=person, verified=False).first(),
        "has_second_factor": Authenticator.objects.filter(user=person).exists(),
        "back": safe_next(request),
    }
    return render(request, "account/overview.html", context)


@never_cache
@login_required
def name(request: HttpRequest) -> HttpResponse:
    person = who(request)
    form = NameForm(request.POST or None, initial={"display_name": person.display_name})
    if request.method == "POST" and form.is_valid():
        rename(person=person, name=form.cleaned_data["display_name"])
        messages.success(request, "Your display name is changed.")
        return HttpResponseRedirect(reverse("account"))
    return render(request, "account/name.html", {"form": form})
