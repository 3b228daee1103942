"""Notices of a source about its own text: what they look like, and of which kind they are."""

import re
from typing import Final

from content.importing.documents import NoticeKind, Paragraph, ParsedNotice

_MARKER: Final = re.compile(
    "^[\\s⚠❗❕‼ℹ🛈🚨📢🤖\ufe0e\ufe0f]*[⚠❗❕‼ℹ🛈🚨📢🤖][\\s⚠❗❕‼ℹ🛈🚨📢🤖\ufe0e\ufe0f]*"
)
_LABEL: Final = re.compile(
    r"(?:please note|note|notice|disclaimer|disclosure|ai disclosure|warning|important"
    r"|editors?['’]s? note|(?P<correction>correction|corrected|update))\s*:",
    re.IGNORECASE,
)
_AI: Final = re.compile(
    r"\bAI\b|\bA\.I\.|\bartificial intelligence\b|\bChatGPT\b|\blanguage models?\b", re.IGNORECASE
)
_MAKING: Final = re.compile(
    r"\b(?:craft|creat|writ|generat|draft|produc|prepar|assist|compos|edit|help)(?:e|ed|es|ing|ten|ion|ance)?\b",
    re.IGNORECASE,
)
_AI_WORK: Final = re.compile(r"\bAI[ -](?:tools?|assistance|assisted|generated|written)\b", re.IGNORECASE)
_TEXT: Final = r"(?:content|article|text|post|page|document|publication)"
_ABOUT_TEXT: Final = re.compile(rf"\b{_TEXT}\b", re.IGNORECASE)
_ABOUT_ITSELF: Final = re.compile(rf"\bthis {_TEXT}\b", re.IGNORECASE)
_LONGEST: Final = 600


def as_notice(paragraph: Paragraph) -> ParsedNotice | None:
    """The notice that a paragraph at the edge of a document is, with its exact words; None for plain text.

    A notice has a warning sign, a label such as "Please note:", or says that AI tools made "this article".
    """
    text = _MARKER.sub("", paragraph.text)
    label = _LABEL.match(text)
    names_the_making = bool(_AI.search(text) and _MAKING.search(text) and _ABOUT_TEXT.search(text))
    discloses_ai = names_the_making or _AI_WORK.search(text) is not None
    marked = text != paragraph.text or label is not None
    if not text or len(text) > _LONGEST or not (marked or (discloses_ai and _ABOUT_ITSELF.search(text))):
        return None
    kind: NoticeKind = "content"
    if label is not None and label["correction"]:
        kind = "correction"
    elif discloses_ai:
        kind = "ai_disclosure"
    return ParsedNotice(text, kind, paragraph.line)
