"""British spellings as the American ones that the publication uses: defence counts as defense."""

import re
from typing import Final

# Verbs in -ise: other words end so too (exercise, promise), so the beginnings are named.
_IZE: Final = (
    "author|apolog|capital|categor|central|character|civil|colon|crit|emphas|final|formal|general|global|harmon"
    "|industrial|institutional|international|legal|marginal|maxim|militar|minim|mobil|modern|national|neutral"
    "|normal|optim|organ|penal|polar|politic|prior|radical|rational|real|recogn|revolution|securit|sensit"
    "|special|stabil|standard|summar|symbol|synchron|util|visual|weapon"
)
_OUR: Final = "arb|arm|behavi|col|endeav|fav|harb|hon|hum|lab|neighb|rum|sav|val|vap|vig"
_DOUBLED: Final = "cancel|channel|counsel|fuel|label|level|model|signal|travel"
_SPELLINGS: Final = [
    (re.compile(r"^(def|off|pret)ence"), r"\1ense"),
    (re.compile(r"^licence"), "license"),
    (re.compile(r"^practis(e[ds]?|ing)$"), r"practic\1"),
    (re.compile(r"^programme(?=s?$)"), "program"),
    (re.compile(r"isation"), "ization"),
    (re.compile(rf"^((?:de|re|un)?(?:{_IZE}))is(e[drs]?|ing|ers?)$"), r"\1iz\2"),
    (re.compile(r"^(anal|catal|paral)ys(e[drs]?|ing)$"), r"\1yz\2"),
    (re.compile(rf"^({_OUR})our"), r"\1or"),
    (re.compile(r"^((?:kilo|centi)?met|cent|fib|lit|theat|spect|calib|sab)re(s?)$"), r"\1er\2"),
    (re.compile(r"^manoeuvr(e[ds]?|ing|able)$"), r"maneuver\1"),
    (re.compile(r"^maneuvere([ds]?)$"), r"maneuver\1"),
    (re.compile(rf"^({_DOUBLED})l(ed|ing|[eo]rs?)$"), r"\1\2"),
    (re.compile(r"^(fulfil|enrol|instal|skil)(ments?|s|ful)$"), r"\1l\2"),
    (re.compile(r"^(fulfil|enrol|instal)$"), r"\1l"),
    (re.compile(r"^(acknowledg|judg)ement"), r"\1ment"),
    (re.compile(r"^ageing$"), "aging"),
    (re.compile(r"^aluminium"), "aluminum"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"^cheque(s?)$"), r"check\1"),
    (re.compile(r"^(dialog|catalog|analog)ue(s?)$"), r"\1\2"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^sceptic"), "skeptic"),
    (re.compile(r"^tyre(s?)$"), r"tire\1"),
]


def american(word: str) -> str:
    """The word in small letters as Americans spell it."""
    for british, spelling in _SPELLINGS:
        word = british.sub(spelling, word)
    return word
