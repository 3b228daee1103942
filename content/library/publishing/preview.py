"""An edition before it is stored: a draft as it would be published."""

from collections.abc import Iterable

from django.utils import timezone

from content.library.markdown import BodyRefused
from content.library.mentions import Name
from content.library.models import Edition
from content.library.publishing.checks import too_large
from content.library.publishing.composing import Composed, compose
from content.library.publishing.names import lexicon
from content.pages.models import Page
from content.pages.snapshots import Snapshot, content_hash, snapshot


def preview(page: Page, *, more_names: Iterable[Name] = ()) -> Edition:
    """The page's draft as an edition that is never stored; raises BodyRefused for what cannot be drawn.

    `more_names` are those of pages that are not published, for texts to name them as well.
    """
    taken = snapshot(page)
    if refusal := too_large(taken):
        raise BodyRefused(refusal)
    names = lexicon(without=page.pk, more=more_names)
    composed = compose(taken, page=page.pk, lexicon=names, seed=f"preview/{page.pk}")
    edition = unnumbered(page, taken, composed)
    edition.number, edition.revision_number = 0, 0
    edition.fingerprint = content_hash(taken)
    edition.published_at = timezone.now()
    return edition


def unnumbered(page: Page, taken: Snapshot, composed: Composed) -> Edition:
    """What the snapshot and its composition say of an edition: not yet who publishes it, when, as which."""
    return Edition(
        page_id=page.pk,
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
    )
