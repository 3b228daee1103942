"""The desk's own door: e-mail and password, counted with the door for readers, then the second factor."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from content.editorial.forms.signing_in import SignInForm
from content.people.second_factor import set_up
from content.people.signing_in import begin, safe_next
from content.people.throttle import count_sign_in, forget_sign_in


class _Door(LoginView):
    """Django's, except for who lets people in."""

    authentication_form = SignInForm
    template_name = "admin/login.html"

    def form_valid(self, form: Any) -> HttpResponse:
        forget_sign_in(self.request, form.cleaned_data["username"])
        return begin(self.request, form.get_user(), then=self.get_redirect_url() or reverse("admin:index"))


def to_the_set_up(request: HttpRequest) -> HttpResponse:
    """Leads who lacks a second factor to where one is set up, and then back."""
    wanted = safe_next(request) or reverse("admin:index")
    return HttpResponseRedirect(set_up(wanted))


@never_cache
@sensitive_post_parameters("password")
def at_the_door(request: HttpRequest, site: Any) -> HttpResponseBase:
    """The form, or its answer; 429 with the time to wait for who has tried too often."""
    context = {
        **site.each_context(request),
        "title": "Log in",
        "app_path": request.get_full_path(),
        "username": request.user.get_username(),
    }
    wait = count_sign_in(request, request.POST.get("username", "")) if request.method == "POST" else 0
    if wait:
        context |= {"title": "Too many attempts", "minutes": -(-wait // 60)}
        refusal = render(request, "admin/login_refused.html", context, status=429)
        refusal["Retry-After"] = str(wait)
        return refusal
    return _Door.as_view(extra_context=context)(request)
