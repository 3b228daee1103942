"""How an edition is cited."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """The same citation as text and as BibTeX."""

    plain: str
    bibtex: str


def citation(
    *, title: str, site: str, edition: int, date: str, iso_date: str, url: str, key: str
) -> Citation:
    """Cite one edition. No author is named: none is stated."""
    plain = f"“{title},” {site}, edition {edition} ({date}), {url}"
    bibtex = (
        f"@misc{{{re.sub(r'[^a-z0-9-]', '', key)}-{edition},\n"
        f"  title = {{{{{_tex(title)}}}}},\n"
        f"  howpublished = {{{_tex(site)}, edition {edition}}},\n"
        f"  date = {{{iso_date}}},\n"
        f"  url = {{{url}}}\n"
        "}"
    )
    return Citation(plain, bibtex)


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _tex(text: str) -> str:
    """The text with TeX's special characters escaped."""
    return re.sub(r"[&%$#_{}~^\\]", lambda special: _TEX.get(special[0], "\\" + special[0]), text)
