"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """`here` is the address of a public page, to come back to after signing in; others may be secret."""
    public = request.resolver_match and getattr(request.resolver_match.func, "is_public", False)
    return {
        "here": request.path if public else "",
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "contact_email": settings.CONTACT_EMAIL,
    }
