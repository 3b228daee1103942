"""Which topics a passage's words name, by their stems, and the form by which a title finds its page."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer

from content.library.canonical import canonical, unified
from content.library.sentences import sentences

# A phrase of n content words may be spread over 2n + this many words: "sharing of timely and reliable
# intelligence" names intelligence sharing, two words at the ends of a long sentence do not.
_SPREAD = 4
_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*")
_STOP_WORDS = frozenset(
    """a about above after again against all also am among an and any are as at be because been before being below
    between both but by can could did do does doing down during each few for from further had has have having he
    her here hers him his how i if in into is it its itself just like may me might more most must my no nor not now
    of off on once only or other our ours out over own per same shall she should so some such than that the their
    theirs them then there these they this those through to too toward towards under until up upon us very via was
    we were what when where whether which while who whom whose why will with within without would you your""".split()
)
# Words that the stemmer would join with others of another meaning: arms and armed, international and internal.
_OWN_STEMS = {
    word: stem
    for stem, words in {
        "arms": "arms",
        "armed": "armed",
        "internal": "internal internally",
        "international": "international internationally",
        "organization": "organization organizations",
        "relation": "relation relations",
    }.items()
    for word in words.split()
}
_SPELLINGS = [
    (re.compile(r"^(def|off|pret)ence"), r"\1ense"),
    (re.compile(r"^licence"), "license"),
    (re.compile(r"^programme"), "program"),
    (re.compile(r"isation"), "ization"),
    (
        re.compile(
            r"^((?:de|re)?(?:author|central|emphas|formal|legal|mobil|modern|neutral|normal|optim|organ|radical|real|"
            r"recogn|special|stabil|standard|util|militar|minim|maxim|civil|global|crit|prior))is(e[drs]?|ing|ers?)$"
        ),
        r"\1iz\2",
    ),
    (re.compile(r"^(arm|behavi|col|endeav|fav|harb|hon|lab|neighb|vig)our"), r"\1or"),
    (re.compile(r"^(cent|theat)re(s?)$"), r"\1er\2"),
]
# First parts that are written together, with a hyphen or apart: cybersecurity, cyber-security, cyber security.
_FIRST_PARTS = frozenset("anti counter cyber multi non peace post pre sub".split())


def stems(text: str) -> tuple[str, ...]:
    """The stems of the text's content words, in their order; British spellings count as American."""
    return tuple(stem for word in _WORD.findall(_plain(text)) if (stem := _stem(word)))


def title_key(title: str) -> str:
    """The form in which two spellings of one title are equal: case, spaces, quotes, dashes and a last stop aside."""
    folded = unicodedata.normalize("NFC", unified(canonical(title)).casefold())
    return folded.rstrip(" .,;:!?…") or folded


class TopicWordings:
    """The phrases by which texts name topics; a phrase names its topic when its content words stand close together."""

    def __init__(self, phrases: Iterable[tuple[int, str]]) -> None:
        self._by_rarest: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        wanted = [(topic, tuple(dict.fromkeys(stems(phrase)))) for topic, phrase in phrases]
        uses: dict[str, int] = defaultdict(int)
        for _, phrase in wanted:
            for stem in phrase:
                uses[stem] += 1
        for topic, phrase in wanted:
            if phrase:
                self._by_rarest[min(phrase, key=lambda stem: (uses[stem], stem))].append((topic, phrase))

    def find(self, text: str) -> set[int]:
        """The topics that the text names, each in one of its sentences."""
        found: set[int] = set()
        for start, end in sentences(text):
            places = _places(text[start:end])
            for stem in places.keys() & self._by_rarest.keys():
                found.update(topic for topic, phrase in self._by_rarest[stem] if _close(phrase, places))
        return found


def _plain(text: str) -> str:
    return unified(text).lower()


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The word's stem, "" for a stop word."""
    word = word.removesuffix("'s").rstrip("'")
    if word in _STOP_WORDS or len(word) > 40:
        return ""
    for spelling, american in _SPELLINGS:
        word = spelling.sub(american, word)
    return _OWN_STEMS.get(word) or str(_STEMMER.stemWord(word))


def _places(sentence: str) -> dict[str, list[int]]:
    """Where each content stem stands, in words from the sentence's start."""
    places: dict[str, list[int]] = defaultdict(list)
    words = _WORD.findall(_plain(sentence))
    for place, word in enumerate(words):
        stem = _stem(word)
        if stem:
            places[stem].append(place)
        if word in _FIRST_PARTS and place + 1 < len(words) and (whole := _stem(word + words[place + 1])):
            places[whole].append(place)
    return places


def _close(phrase: Sequence[str], places: dict[str, list[int]]) -> bool:
    """Whether all stems of the phrase occur within one stretch of the allowed length."""
    if not all(stem in places for stem in phrase):
        return False
    spread = 2 * len(phrase) + _SPREAD
    last: dict[str, int] = {}
    for place, stem in sorted((place, stem) for stem in phrase for place in places[stem]):
        last[stem] = place
        if len(last) == len(phrase) and place - min(last.values()) < spread:
            return True
    return False
