"""What the fixtures lack: a history, a withdrawn page, and a page on which everything is too long."""

from dataclasses import replace

from content.library.actions import publish, withdraw
from content.library.models import Edition, Passage, PassageKey, Publication
from content.pages.actions import SectionDraft, record_revision, replace_sections
from content.pages.models import Article, Page
from tests.factories import make_article, make_notice, section

REAL = "enhancing-defense-cooperation-through-military-diplomacy"
LONG = "the-long-one"
WITHDRAWN = "sadc"
WORD = "Verteidigungsdiplomatiezusammenarbeitsvereinbarungsdurchführungsverordnung"
ADDRESS = "https://example.org/" + "a-path-without-any-place-to-break/" * 5
TITLE = (
    f"{WORD}: a title that goes on, and on, past what anyone would say in one breath, and still "
    "names every party, every year and every place that it is about, down to the last, least known"
)
BODY = f"""A paragraph that names NATO, [a source]({ADDRESS}) and [[{WORD}|{WORD}]].

- An item of a list.
  - An item in an item, with {ADDRESS}
    - And one more in that.

1. First.
2. Second.

> A quotation of {WORD} stands here.

| Year | {WORD} | Third column | Fourth column | Fifth column | Sixth column |
|---|---|---|---|---|---|
| 1949 | {WORD} | Treaty | Twelve states | In force | Washington, D.C. |

See also [[{TITLE[:180]}]]"""


def make_hard_content() -> None:
    """What the fixtures do not have: call it once, on a fresh site."""
    second_edition_of_an_article()
    publish(page=long_article(), by=None, note=f"A note about {WORD}.")
    withdraw(page=Page.objects.get(slug=WITHDRAWN), by=None, reason=f"An example.\nSee {ADDRESS}")


def second_edition_of_an_article() -> None:
    """A paragraph is added, one goes, and a section moves to the end of the text."""
    page = Article.objects.get(slug=REAL)
    drafts = [
        SectionDraft(level=one.level, heading=one.heading, body=one.body, pk=one.pk)
        for one in page.sections.all()
    ]
    tops = [number for number, one in enumerate(drafts) if one.level == 2]
    moved = drafts[tops[1] : tops[2]]
    drafts[tops[1] : tops[2]] = []
    paragraphs = drafts[0].body.split("\n\n")
    changed = "\n\n".join([*paragraphs[1:], "Every word of this paragraph is new to its readers."])
    drafts[0] = replace(drafts[0], body=changed)
    replace_sections(page=page, sections=[*drafts, *moved])
    record_revision(page=page, by=None)
    publish(page=page, by=None, note="A paragraph was added, and a section was moved.")


def long_article() -> Article:
    page = make_article(
        title=TITLE[:250],
        slug=LONG,
        summary=f"A standfirst with {WORD} in it. " * 8,
        sections=[
            section(f"{WORD} in a heading that needs three lines of the page, or even four of them", BODY),
            section(f"A heading below it: {WORD}", "NATO again.\n\nAnd a last line.", level=3),
            section("A third level", BODY, level=4),
            section("", "A conclusion without a heading, in which NATO is named."),
        ],
    )
    make_notice(page, f"A notice with {WORD} in it.")
    record_revision(page=page, by=None)
    return page


def unpublish_everything() -> None:
    """The public site of a publication that has only drafts."""
    for model in (Passage, PassageKey, Publication, Edition):
        model.objects.all().delete()
