"""All that the checks say of a page's draft, with what only the database knows: texts of other pages."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final

from content.editorial.requirements.finding import Finding, Tier
from content.editorial.requirements.looking import Text, should_look, texts_of
from content.editorial.requirements.publishing import cannot_publish
from content.library.addresses import address
from content.library.models import Passage, Publication
from content.library.prose import excerpt
from content.library.slips import near_texts
from content.pages.models import Page

# The nearest passages are looked for among the latest ones: about a third of a second for five thousand.
MOST_PASSAGES: Final = 5_000
_SHORTEST: Final = 80  # letters; a shorter paragraph cannot share ten phrases


@dataclass(frozen=True)
class Findings:
    """What was found, the gravest first."""

    all: tuple[Finding, ...]

    @property
    def refusals(self) -> list[Finding]:
        return [finding for finding in self.all if finding.tier == Tier.CANNOT_PUBLISH]

    @property
    def by_check(self) -> list[tuple[str, list[Finding]]]:
        """The warnings by what they are about."""
        looks = [finding for finding in self.all if finding.tier == Tier.SHOULD_LOOK]
        grouped = groupby(sorted(looks, key=lambda finding: finding.check), lambda finding: finding.check)
        return [(check, list(found)) for check, found in grouped]

    @property
    def warnings(self) -> int:
        return sum(finding.tier == Tier.SHOULD_LOOK for finding in self.all)


def findings(page: Page, taken: dict[str, Any], today: date, *, elsewhere: bool) -> Findings:
    """Without a query, unless texts `elsewhere` are compared too: that costs one."""
    refusals = list(cannot_publish(taken))
    texts = texts_of(taken)
    near = near_duplicates(page, texts) if elsewhere else []
    return Findings((*refusals, *should_look(taken, texts, today), *near))


def near_duplicates(page: Page, texts: list[Text]) -> list[Finding]:
    """Paragraphs that are close to a passage of another public page, with a link to it."""
    here = [(text.place, block.text) for text in texts for block in text.blocks]
    rows = list(
        Passage.objects.filter(publication__in=Publication.objects.public())
        .exclude(publication__page=page)
        .order_by("-pk")
        .values_list("text", "key", "publication__title", "publication__kind", "publication__slug")[
            :MOST_PASSAGES
        ]
    )
    rows = [row for row in rows if len(row[0]) >= _SHORTEST]
    found = []
    for index, near in near_texts([text for _, text in here], (row[0] for row in rows)).items():
        place, text = here[index]
        _, key, title, kind, slug = rows[near.place]
        found.append(
            Finding(
                Tier.SHOULD_LOOK,
                "near-duplicate paragraph",
                f"{place}: “{excerpt(text)}” is close to a passage of “{title}”: they share {near.shared} of "
                f"{near.of} phrases of three words.",
                "Link to that page instead, or say what is different here.",
                place,
                f"{address(kind, slug)}#p-{key}",
            )
        )
    return found
