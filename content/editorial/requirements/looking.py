"""What an editor should look at before publishing: each check is one function, and none blocks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from content.editorial.requirements.aging import MONTHS_A_COUNT_HOLDS, is_old
from content.editorial.requirements.finding import Finding, Place, Tier, section_place
from content.library.markdown import Block, BodyRefused, parse, word_count
from content.library.notices import has_ended
from content.library.prose import excerpt
from content.library.slips import (
    missing_spaces,
    quotation_message,
    repeated_sentences,
    repeats_title,
    unpaired_quotations,
)
from content.pages.partial_dates import PartialDate

FEWEST_WORDS: Final = 50
OFTEN: Final = 2
STOCK_PHRASES: Final = (
    *("plays a pivotal role", "plays a crucial role", "plays a vital role", "plays a key role"),
    *("serves as a cornerstone", "serves as a testament", "stands as a testament", "it is important to note"),
    *("in today’s world", "in an increasingly", "a wide range of", "ever-evolving", "ever-changing"),
    *("at the forefront of", "paves the way for", "underscores the importance", "a delicate balance"),
    *("navigate the complexities", "in the realm of", "the landscape of", "fostering a sense of"),
)
_CITED: Final = re.compile(r"\[@[^\s\[\]]+\]")


@dataclass(frozen=True, slots=True)
class Text:
    """One section: its place, and its blocks of text."""

    place: Place
    level: int
    blocks: Sequence[Block]

    @property
    def words(self) -> int:
        return sum(word_count(block.text) for block in self.blocks)


def texts_of(taken: dict[str, Any]) -> list[Text]:
    """The sections that can be read; what is too large to be drawn is refused elsewhere."""
    found = []
    for position, section in enumerate(taken["sections"], start=1):
        try:
            blocks = parse(section["body"])
        except BodyRefused:
            continue
        found.append(Text(section_place(position, section), section["level"], blocks))
    return found


def should_look(taken: dict[str, Any], texts: Sequence[Text], today: date) -> Iterator[Finding]:
    """Everything that can be seen in the page alone."""
    for text in texts:
        yield from no_source(text)
        yield from unclosed_quotations(text)
        yield from no_space_after_a_stop(text)
    yield from short_sections(texts)
    yield from sentences_said_twice(texts)
    yield from stock_phrases(texts)
    yield from headings_that_repeat_the_title(taken)
    yield from old_member_count(taken, today)
    yield from ended_notices(taken, today)


def no_source(text: Text) -> Iterator[Finding]:
    """A section of some length that neither links to the outside nor cites."""
    if text.words < FEWEST_WORDS:
        return
    linked = any((run.href or "").startswith(("http:", "https:")) for b in text.blocks for run in b.runs)
    if not linked and not any(_CITED.search(block.text) for block in text.blocks):
        message = f"{text.place} names no source."
        yield _look("no source", message, "Link to what it rests on.", text.place)


def short_sections(texts: Sequence[Text]) -> Iterator[Finding]:
    """Fewer words than a paragraph needs; a heading above subsections may stand alone."""
    below = [*(text.level for text in texts[1:]), 0]
    for text, next_level in zip(texts, below, strict=False):
        if text.words < FEWEST_WORDS and not (text.words == 0 and next_level > text.level):
            has = f"{text.words} word{'' if text.words == 1 else 's'}"
            fix = "Say more, or join it with another section."
            yield _look("short section", f"{text.place} has {has}.", fix, text.place)


def unclosed_quotations(text: Text) -> Iterator[Finding]:
    """The first mark without a partner in each block; a quotation over several blocks opens each of them."""
    following = [*(block.text for block in text.blocks[1:]), ""]
    for block, after in zip(text.blocks, following, strict=False):
        for offset, opens in unpaired_quotations(block.text):
            if not (opens and after[:1] == block.text[offset]):
                message = quotation_message(block.text, offset, opens)
                fix = "Close it, or delete it."
                yield _look("unclosed quotation mark", f"{text.place}: {message}", fix, text.place)
                break


def no_space_after_a_stop(text: Text) -> Iterator[Finding]:
    for block in text.blocks:
        for _, glued in missing_spaces(block.text):
            message = f"{text.place}: no space after the period in “{glued}”."
            yield _look("missing space", message, "Put one there.", text.place)


def sentences_said_twice(texts: Sequence[Text]) -> Iterator[Finding]:
    blocks = [(text.place, block.text) for text in texts for block in text.blocks]
    for sentence, places in repeated_sentences(text for _, text in blocks):
        place, first = blocks[places[1][0]][0], blocks[places[0][0]][0]
        message = f"{place} says “{excerpt(sentence, 12)}” again; it stands in {_inside(first)} already."
        yield _look("repeated sentence", message, "Keep one of them.", place)


def stock_phrases(texts: Sequence[Text]) -> Iterator[Finding]:
    """A ready-made phrase that the page uses more than twice; the place is that of its third use."""
    counts: Counter[str] = Counter()
    third: dict[str, Place] = {}
    for text in texts:
        said = " ".join(block.text for block in text.blocks).casefold().replace("'", "’")
        for phrase in STOCK_PHRASES:
            counts[phrase] += said.count(phrase)
            if counts[phrase] > OFTEN:
                third.setdefault(phrase, text.place)
    for phrase, place in third.items():
        message = f"The page says “{phrase}” {counts[phrase]} times."
        yield _look("stock phrase", message, "Say what you mean in other words.", place)


def headings_that_repeat_the_title(taken: dict[str, Any]) -> Iterator[Finding]:
    for position, section in enumerate(taken["sections"], start=1):
        if section["heading"] and repeats_title(taken["title"], section["heading"]):
            place = section_place(position, section, "heading")
            message = f"The heading of {_inside(place)} nearly repeats the title."
            yield _look("heading repeats the title", message, "Say what the section is about.", place)


def old_member_count(taken: dict[str, Any], today: date) -> Iterator[Finding]:
    fields = taken["fields"]
    as_of = str(fields.get("members_as_of") or "")
    if fields.get("members_count") and as_of and is_old(as_of, today):
        place = Place(field="members_as_of")
        message = f"The member count is as of {as_of}, more than {MONTHS_A_COUNT_HOLDS} months ago."
        yield _look("old member count", message, "Look it up again.", place)


def ended_notices(taken: dict[str, Any], today: date) -> Iterator[Finding]:
    """What the next edition would hold, and no reader of the page see."""
    for index, notice in enumerate(taken["notices"]):
        if has_ended(notice, today):
            last_day = PartialDate(notice["shown_to"]).display()
            message = f"The notice “{excerpt(notice['text'], 12)}” ended on {last_day}."
            fix = "Delete it, or have it shown longer."
            yield _look("ended notice", message, fix, Place(field=f"notices-{index}-shown_to"))


def _inside(place: Place) -> str:
    """The place within a sentence."""
    return str(place).replace("Section", "section", 1)


def _look(check: str, message: str, fix: str, place: Place) -> Finding:
    return Finding(Tier.SHOULD_LOOK, check, message, fix, place)
