"""One thing that a check found: what, where in the form, and what mends it."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Tier(Enum):
    """How much a finding weighs."""

    CANNOT_PUBLISH = "cannot publish"
    SHOULD_LOOK = "should look"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the form: a section by its place from 1, or a field of the page."""

    section: int = 0
    heading: str = ""
    field: str = ""

    def __str__(self) -> str:
        if not self.section:
            return self.field.replace("_", " ").capitalize()
        return f"Section {self.section} (“{self.heading}”)" if self.heading else f"Section {self.section}"

    @property
    def anchor(self) -> str:
        """The field in the form of the page."""
        if self.section:
            return f"#id_sections-{self.section - 1}-{self.field or 'body'}"
        return f"#id_{self.field}"


TITLE = Place(field="title")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says. `href` leads to a page elsewhere that the message speaks of."""

    tier: Tier
    check: str
    message: str
    fix: str
    place: Place
    href: str = ""

    def __str__(self) -> str:
        return f"{self.message} {self.fix}".rstrip()


def section_place(position: int, section: dict[str, Any], field: str = "body") -> Place:
    return Place(position, str(section["heading"]).strip(), field)
