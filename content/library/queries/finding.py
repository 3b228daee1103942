"""Finding a published page by what an editor would type: its address, its title or another name of it."""

from typing import Final
from urllib.parse import urlsplit

from content.library.addresses import SEGMENTS
from content.library.models import Name, Publication
from content.library.wording import title_key

LONGEST: Final = 400
MOST_TITLES: Final = 1_000


def published_pages(asked: str) -> list[Publication]:
    """The published pages that are meant: one address, else the pages of that title, else of that name."""
    asked = asked.strip()[:LONGEST].replace("\x00", "")
    if not asked:
        return []
    public = Publication.objects.public().select_related("page")
    segments = {segment: kind for kind, segment in SEGMENTS.items()}
    parts = [part for part in urlsplit(asked).path.split("/") if part] if "/" in asked else []
    if len(parts) >= 2 and parts[0] in segments:
        return list(public.filter(kind=segments[parts[0]], slug=parts[1]))
    titled = list(public.filter(title__iexact=asked).order_by("kind", "pk"))
    if titled:
        return titled
    named = Name.objects.filter(key=title_key(asked)).values("publication")
    return list(public.filter(pk__in=named).order_by("title", "pk"))


def published_titles() -> list[str]:
    """Titles to choose from, in alphabetical order; of a large site the first ones."""
    titles = Publication.objects.public().order_by("title", "pk").values_list("title", flat=True)
    return list(dict.fromkeys(titles[:MOST_TITLES]))
