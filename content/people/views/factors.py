"""Second factors: django-allauth's views, kept by no cache, and the page that tells what is set up."""

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from content.people.second_factor import AFTERWARDS, is_missing
from content.people.signing_in import safe_next, who


@never_cache
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is set up, and what can be; `next` is kept as the way on for when it is."""
    person = who(request)
    if back := safe_next(request):
        request.session[AFTERWARDS] = back
    missing = is_missing(person)
    kinds = Authenticator.Type
    found = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    context = {
        "missing": missing,
        "app": next((factor for factor in found if factor.type == kinds.TOTP), None),
        "passkeys": [factor for factor in found if factor.type == kinds.WEBAUTHN],
        "codes": next((factor.wrap() for factor in found if factor.type == kinds.RECOVERY_CODES), None),
        "afterwards": "" if missing else request.session.get(AFTERWARDS, ""),
    }
    return render(request, "mfa/index.html", context)


@never_cache
def passkeys(request: HttpRequest) -> HttpResponse:
    """They are listed among the other factors."""
    return HttpResponseRedirect(reverse("mfa_index"))


authenticate = never_cache(base.authenticate)
reauthenticate = never_cache(base.reauthenticate)
add_app = never_cache(totp.activate_totp)
remove_app = never_cache(totp.deactivate_totp)
add_passkey = never_cache(webauthn.add_webauthn)
rename_passkey = never_cache(webauthn.edit_webauthn)
remove_passkey = never_cache(webauthn.remove_webauthn)
reauthenticate_by_passkey = never_cache(webauthn.reauthenticate_webauthn)
recovery_codes = never_cache(recovery.view_recovery_codes)
new_recovery_codes = never_cache(recovery.generate_recovery_codes)
recovery_codes_file = never_cache(
    recovery.DownloadRecoveryCodesView.as_view(content_type="text/plain; charset=utf-8")
)
