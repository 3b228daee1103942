"""A draft as it would be published, without publishing anything."""

from django.utils import timezone

from content.library.models import Edition
from content.library.publishing.composing import compose
from content.library.publishing.names import lexicon
from content.pages.models import Page
from content.pages.snapshots import content_hash, snapshot


def preview(page: Page) -> Edition:
    """The page's draft as an edition that is never stored; raises BodyRefused for what cannot be drawn."""
    taken = snapshot(page)
    composed = compose(taken, page=page.pk, lexicon=lexicon(without=page.pk), seed=f"preview/{page.pk}")
    return Edition(
        page_id=page.pk,
        number=0,
        revision_number=0,
        kind=taken["kind"],
        slug=taken["slug"],
        title=taken["title"],
        summary=taken["summary"],
        language=taken["language"],
        provenance=taken["provenance"],
        content=composed.content,
        text=composed.text,
        html=composed.html,
        words=composed.words,
        published_at=timezone.now(),
        fingerprint=content_hash(taken),
    )
