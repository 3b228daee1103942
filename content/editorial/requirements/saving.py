"""What cannot even be saved: a text with signs that nobody can see or type."""

import re
from typing import Final

# Controls other than the tab and the line end, and halves of letters.
_MALFORMED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_FIX: Final = "Delete it: it may have come with a copied text."


def malformed(text: str) -> str:
    """What is malformed in a text and what mends it, as the field that holds it says; "" where nothing is."""
    found = _MALFORMED.search(text)
    if found is None:
        return ""
    before = " ".join(text[: found.start()].split()[-4:])
    after = f" after “{before}”" if before else " at its beginning"
    return f"The text has a control character (U+{ord(found[0]):04X}){after}. {_FIX}"
