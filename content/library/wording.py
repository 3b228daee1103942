"""Which topics a passage's words name, by their stems, and the form by which a title finds its page."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import snowballstemmer

from content.library.canonical import canonical, unified
from content.library.sentences import sentences
from content.library.spelling import american

# A phrase of n content words may be spread over 2n + this many words: "sharing of timely and reliable
# intelligence" names intelligence sharing, two words at the ends of a long sentence do not.
_SPREAD = 4
_WORD_LIMIT = 40
_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_FUNCTION_WORDS = """
a about above after again against all also am among an and any are as at be because been before being
below between both but by can could did do does doing down during each few for from further had has have
having he her here hers him his how i if in into is it its itself just like may me might more most must
my no nor not now of off on once only or other our ours out over own per same shall she should so some
such than that the their theirs them then there these they this those through to too toward towards under
until up upon us very via was we were what when where whether which while who whom whose why will with
within without would you your
"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
# Words that the stemmer would join with others of another meaning: arms and armed, international and
# internal, organization and organ, relations and relative.
_OWN_STEMS = {
    "arms": "arms",
    "armed": "armed",
    "internal": "internal",
    "internally": "internal",
    "international": "international",
    "internationally": "international",
    "organization": "organization",
    "organizations": "organization",
    "relation": "relation",
    "relations": "relation",
}
# First parts that are written together, with a hyphen or apart: cybersecurity, cyber-security, cyber
# security.
FIRST_PARTS = frozenset({"anti", "co", "counter", "cyber", "multi", "non", "peace", "post", "pre", "sub"})


def stems(text: str) -> tuple[str, ...]:
    """The stems of the content words in order; defence counts as defense, cyber security as one word."""
    found: list[str] = []
    taken = -1
    for place, stem, width in _stems(text):
        if place > taken:
            found.append(stem)
            taken = place + width - 1
    return tuple(found)


def title_key(title: str) -> str:
    """The form in which titles are equal whatever their case, spaces, quotes, dashes and last stop."""
    folded = unicodedata.normalize("NFC", unified(canonical(title)).casefold())
    return folded.rstrip(" .,;:!?…") or folded


class TopicWordings:
    """The phrases by which texts name topics: all content words stand close together in one sentence."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        wanted = [(topic, frozenset(stems(phrase))) for topic, phrase in phrases]
        uses = Counter(stem for _, phrase in wanted for stem in phrase)
        # Each phrase waits under its rarest stem, so that a sentence looks at few of them; and since a stem
        # begins as its words do, most words need not be stemmed at all.
        self._phrases: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for topic, phrase in wanted:
            if phrase:
                self._phrases[min(phrase, key=lambda stem: (uses[stem], stem))].append((topic, phrase))
        self._beginnings = frozenset(stem[:_BEGINNING] for stem in uses)

    def find(self, text: str) -> set[int]:
        """The topics that the text names, each within one sentence, on one side of its semicolons."""
        found: set[int] = set()
        clauses = (clause for start, end in sentences(text) for clause in text[start:end].split(";"))
        for clause in clauses:
            places: dict[str, list[int]] = defaultdict(list)
            for place, stem, _ in _stems(clause, self._beginnings):
                places[stem].append(place)
            for rarest in places.keys() & self._phrases.keys():
                found.update(topic for topic, phrase in self._phrases[rarest] if _close(phrase, places))
        return found


def _stems(text: str, beginnings: frozenset[str] = frozenset()) -> Iterator[tuple[int, str, int]]:
    """Each content word's place, stem and width; before a first part, the compound with the next word.

    With beginnings, only words that begin so are stemmed.
    """
    words = _WORD.findall(unified(text).lower())
    for place, word in enumerate(words):
        forms = [(word, 1)]
        if word in FIRST_PARTS and place + 1 < len(words) and words[place + 1] not in STOP_WORDS:
            forms.insert(0, (word + words[place + 1], 2))
        for form, width in forms:
            wanted = not beginnings or form[:_BEGINNING] in beginnings or form[:2] in beginnings
            if wanted and (stem := _stem(form)):
                yield place, stem, width


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word's stem; "" for a function word, and for what is too long to be a word."""
    word = word.removesuffix("'s")
    return "" if word in STOP_WORDS or len(word) > _WORD_LIMIT else stem_of(word)


def stem_of(word: str) -> str:
    """The stem of a word in small letters, whichever side of the Atlantic spells it."""
    word = american(word)
    # A stemmer of its own for each word: it holds the word it works on, and threads share this module.
    return _OWN_STEMS.get(word) or str(snowballstemmer.stemmer("english").stemWord(word))


def _close(phrase: frozenset[str], places: dict[str, list[int]]) -> bool:
    """Whether all stems of the phrase occur within one stretch of the allowed length."""
    if not phrase <= places.keys():
        return False
    spread = 2 * len(phrase) + _SPREAD
    last: dict[str, int] = {}
    for place, stem in sorted((place, part) for part in phrase for place in places[part]):
        last[stem] = place
        if len(last) == len(phrase) and place - min(last.values()) < spread:
            return True
    return False
