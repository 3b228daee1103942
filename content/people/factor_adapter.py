"""What django-allauth asks about second factors: words, names, and for which address passkeys are made."""

from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from qrcode.image.svg import SvgPathImage
from qrcode.main import make


class FactorAdapter(DefaultMFAAdapter):
    """Passkeys are made for the host of SITE_URL."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is wrong, has expired, or has been used.",
        "cannot_generate_recovery_codes": "Set up an app or a passkey first.",
    }

    def _get_site_name(self) -> str:
        return settings.SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        """To stand in the page itself: the policy allows no images from data."""
        return str(make(url, image_factory=SvgPathImage).to_string(encoding="unicode"))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        return "My passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """On a trial at localhost, the host that was asked: browsers make no passkeys for 127.0.0.1."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "id": urlsplit(settings.SITE_URL).hostname or ""} if settings.HTTPS else entity
