"""How titles and headings become the last part of an address."""

import re
import unicodedata
from collections.abc import Container

LONGEST = 120


def slug_from(title: str, *, otherwise: str = "untitled") -> str:
    """Small ASCII letters and digits with single hyphens, cut at a word; `otherwise` if nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(slug) > LONGEST:
        slug = slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    return slug or otherwise


def free_slug(title: str, taken: Container[str], *, otherwise: str = "untitled") -> str:
    """The slug of the title, with -2, -3 ... behind it where it is taken."""
    slug = base = slug_from(title, otherwise=otherwise)
    number = 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
