"""What a start warns of: accounts that could not work as they are set up."""

from typing import Any

from django.conf import settings
from django.core import checks


def mail_is_set_up(**_: Any) -> list[checks.CheckMessage]:
    """Whoever signs up must follow a link in a letter; on a public site nobody reads it on the console."""
    if settings.EMAIL_SECURITY not in ("starttls", "tls", "none"):
        said = f"EMAIL_SECURITY={settings.EMAIL_SECURITY} is none of starttls, tls, none."
        return [checks.Error(said, id="people.E001")]
    if settings.EMAIL_HOST or settings.DEBUG or not (settings.HTTPS and settings.ACCOUNT_SIGNUP_ENABLED):
        return []
    return [
        checks.Warning(
            "Sign-up is open, and letters go to the console: EMAIL_HOST names no mail server.",
            hint="Set EMAIL_HOST and EMAIL_FROM (README, Configuration), or SIGN_UP=0.",
            id="people.W001",
        )
    ]
