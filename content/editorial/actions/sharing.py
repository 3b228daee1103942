"""Showing a draft to an outsider: links that are made, opened, revoked, and that end by themselves."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from content.editorial.actions.log import record_act
from content.editorial.models import Act, ShareLink
from content.library.models import Edition
from content.pages.models import Page
from content.people.models import User
from content.people.roles import MAY

DEFAULT_DAYS: Final = 7
MOST_DAYS: Final = 30
SECRET_BYTES: Final = 24  # 192 bits
_SEEN_AGAIN: Final = timedelta(minutes=1)  # an opening is noted once a minute, not at each reload


class TooLong(Exception):
    """A preview is not shared for good."""

    def __init__(self, days: int) -> None:
        super().__init__(f"A preview is shared for 1 to {MOST_DAYS} days, not for {days}.")


@transaction.atomic
def share_preview(
    *, page: Page, by: User, label: str = "", days: int = DEFAULT_DAYS, at: datetime | None = None
) -> tuple[ShareLink, str]:
    """Make a link; its secret is returned here and kept nowhere. Raises TooLong."""
    if not 1 <= days <= MOST_DAYS:
        raise TooLong(days)
    at = at or timezone.now()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    link = ShareLink.objects.create(
        page=page,
        secret_hash=_fingerprint(secret),
        label=label,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    detail = {"link": link.pk, "until": link.expires_at.isoformat()}
    record_act(page=page, act=Act.PREVIEW_SHARED, by=by, at=at, note=label, detail=detail)
    return link, secret


@transaction.atomic
def revoke_preview(*, link: ShareLink, by: User, at: datetime | None = None) -> bool:
    """End the link now; False where someone has done so already."""
    at = at or timezone.now()
    open_ones = ShareLink.objects.filter(pk=link.pk, revoked_at=None)
    if not open_ones.update(revoked_at=at, revoked_by=by):
        return False
    detail = {"link": link.pk}
    record_act(page=link.page, act=Act.PREVIEW_REVOKED, by=by, at=at, note=link.label, detail=detail)
    return True


def open_preview(*, secret: str, at: datetime | None = None) -> ShareLink | None:
    """The link of that secret while it is good, noting that it was opened; None for every other."""
    at = at or timezone.now()
    link = still_good(at).select_related("page").filter(secret_hash=_fingerprint(secret)).first()
    if link is None:
        return None
    if link.last_opened_at is None or at - link.last_opened_at >= _SEEN_AGAIN:
        ShareLink.objects.filter(pk=link.pk).update(last_opened_at=at)
    return link


def still_good(at: datetime) -> models.QuerySet[ShareLink]:
    """Links that are neither revoked nor over. Publishing the page ends them too: then all may read it.

    So does taking the right away from who made them: a draft shows to its outsiders what it says now.
    """
    published_since = Edition.objects.filter(page=OuterRef("page"), published_at__gt=OuterRef("made_at"))
    may_share = Q(made_by__role__in=MAY["share previews"]) | Q(made_by__is_superuser=True)
    return ShareLink.objects.filter(
        Q(revoked_at=None) & may_share,
        ~Exists(published_since),
        made_by__is_active=True,
        made_at__lte=at,
        expires_at__gt=at,
    )


def _fingerprint(secret: str) -> str:
    """No salt and no slow hash: nobody guesses 192 random bits."""
    return hashlib.sha256(f"preview/{secret}".encode(errors="surrogatepass")).hexdigest()
