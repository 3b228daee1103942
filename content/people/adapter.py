"""What django-allauth asks of the site: who is counted, what is mailed, where links and redirects lead."""

import ipaddress
import logging
import time
from typing import Any, Final

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from content.people.models import User
from content.people.refusing import too_many
from content.people.roles import Role
from content.people.second_factor import is_missing, set_up
from content.people.throttle import ANYWHERE, address_of, count_attempt, count_sign_in, forget_sign_in

logger = logging.getLogger(__name__)

MOST_SESSIONS: Final = 30
# Letters that a stranger can have sent to anybody's address.
_UNASKED: Final = frozenset(
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    )
)
_WORDS: Final = {
    "account_inactive": "This account is closed.",
    "duplicate_email": "This is the address of your account already.",
    "email_password_mismatch": "E-mail address or password is wrong. Capitals matter in the password.",
    "enter_current_password": "This is not your password.",
    "incorrect_password": "This is not your password.",
    "invalid_password_reset": "This link has been used or has expired.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in is counted as at the desk's door, mails name SITE_URL whatever the request's host is."""

    error_messages = {**DefaultAccountAdapter.error_messages, **_WORDS}

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages answer with pages: no second form of an answer has to be kept safe."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """For the list of sessions; 0.0.0.0 where the server knows no address."""
        try:
            return str(ipaddress.ip_address(address_of(request)))
        except ValueError:
            return "0.0.0.0"  # noqa: S104

    def is_safe_url(self, url: str) -> bool:
        """Redirects stay on the host that was asked."""
        request = self.request
        return bool(
            url_has_allowed_host_and_scheme(
                url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
            )
        )

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        wait = count_sign_in(request, credentials["email"])
        if wait:
            raise ImmediateHttpResponse(too_many(request, wait))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        person = super().authenticate(request, **credentials)
        if person:
            forget_sign_in(request, credentials["email"])
        return person

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """The oldest sessions end where somebody has very many: each sign-in looks through all of them."""
        super().login(request, user)
        for session in UserSession.objects.filter(user=user).order_by("-created_at")[MOST_SESSIONS - 1 :]:
            session.end()

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse:
        """Whose role asks for a second factor is led to it at once, and then to where the way went."""
        answer: HttpResponse = super().post_login(request, user, **how)
        return HttpResponseRedirect(set_up(answer["Location"])) if is_missing(user) else answer

    def get_login_stages(self) -> list[str]:
        return ["allauth.account.stages.EmailVerificationStage", "allauth.mfa.stages.AuthenticateStage"]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just signed in need not prove it again."""
        since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        fresh = any(record["at"] > since for record in records)
        return not fresh and super().is_reauthentication_required(app=app, **more)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_login"))

    def new_user(self, request: HttpRequest) -> User:
        return User(role=Role.ANNOTATOR)

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> AbstractBaseUser:
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Refused if the address has become another account's since the letter was sent."""
        others = User.objects.exclude(pk=email_address.user_id).filter(email__iexact=email_address.email)
        return not others.exists() and bool(super().confirm_email(request, email_address))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        person, _, token = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[person, token])

    def send_account_already_exists_mail(self, email: str) -> None:
        self.send_mail("account/email/account_already_exists", email, {})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Plain text. A server that is away is no failure of the page: the letter can be asked for again.

        Letters that anybody can ask for go to one address five times in five minutes; further ones are
        not sent, and nothing says so.
        """
        if template_prefix in _UNASKED and count_attempt(
            account=f"mail to {email}", address=ANYWHERE, at=timezone.now()
        ):
            return
        known = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "email": email}
        message = self.render_mail(template_prefix, email, {**context, **known})
        try:
            message.send()
        except OSError as error:  # what the mail server refuses is one too
            logger.error("A mail (%s) was not sent: %s", template_prefix, type(error).__name__)
