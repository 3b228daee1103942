"""Whatever a body holds, the HTML made of it is harmless and says what the body says."""

import html as entities
import re
import unicodedata
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library.blocks import Block
from content.library.markdown import BodyRefused, parse, problems
from content.library.rendering import LinkSpan, Marks, clean, render

ALLOWED = {
    "a": {"href", "rel", "class", "aria-label"},
    "b": set(),
    "blockquote": set(),
    "div": {"class", "tabindex", "role", "aria-label"},
    "em": set(),
    "li": {"id"},
    "ol": {"class", "start"},
    "p": {"id", "class"},
    "strong": set(),
    "table": {"id"},
    "tbody": set(),
    "td": set(),
    "th": {"scope"},
    "thead": set(),
    "tr": set(),
    "ul": {"class"},
}

SCRIPTS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//x.org/a.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)//",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//x.org/>",
    "<style>@import '//x.org/a.css'</style>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;img src=x onerror=alert(1)&#x3e;",
    "\\<script\\>alert(1)\\</script\\>",
    "<a class=ent href=link:1>x</a>",
    "<p id=p-k1 class=see>x</p>",
    "<xss contenteditable onbeforeinput=alert(1)>",
    "{{ constructor.constructor('alert(1)')() }}",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "</p></article></main><script>alert(1)</script>",
    "</table><img src=x onerror=alert(1)>",
    "\u2028<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "＜script＞alert(1)＜/script＞",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x0a;script:alert(1)",
    "java\\script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A&#x61vascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\x01javascript:alert(1)",
    "<java\tscript:alert(1)>",
    "<\u00a0javascript:alert(1)>",
    "<javascript:alert('1')>",
    "vbscript:msgbox(1)",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg/onload=alert(1)>",
    "file:///etc/passwd",
    "blob:https://x.org/1",
    "link:1",
    "LINK:1",
    "&#108;ink:1",
    "//x.org/a",
    "/\\x.org/a",
    "\\/x.org/a",
    "/\t/x.org",
    "</&#9;/x.org>",
    "https:javascript:alert(1)",
    "https://x.org/\"onclick=alert(1)//",
    "https://x.org/'><script>alert(1)</script>",
    "<https://x.org/ onclick=alert(1)>",
    "https://x.org/&quot;&gt;&lt;script&gt;alert(1)",
    "https://x.org@y.org",
    "mailto:a@x.org?body=<script>alert(1)</script>",
    "/%0d%0aSet-Cookie:a=1",
    "jar:https://x.org!/a",
    "view-source:https://x.org",
    "tel:1",
]  # fmt: skip
CARRIERS = ["{}", "- {}", "> {}", "| a |\n|---|\n| {} |", "[[{}]]", "[[a|{}]]", "[{}](/a/)", "*{}*"]
LINKS = ["[x]({})", "[x]({} 'y')", "**[*x*]({})**", "- > [x]({})", "![x]({})", "[x][1]\n\n[1]: {}"]
PAYLOADS = [carrier.format(script) for carrier in CARRIERS for script in SCRIPTS]
PAYLOADS += [link.format(address) for link in LINKS for address in ADDRESSES]

PIECES = st.sampled_from(
    [
        *[
            "a",
            "NATO",
            " ",
            "  ",
            "\n",
            "\n\n",
            "    ",
            "\t",
            "\r\n",
            "\r",
            "\u2028",
            "\u00a0",
            "é",
            "ᄀ",
            "ᅡ",
            "ᆨ",
        ],
        *["- ", "1. ", "0) ", "> ", "*", "**", "_", "__", "[", "]", "|", "\\", "&", "#", "`"],
        *["\n|---|---|\n", "| a | b |\n|---|---|\n", "](https://x.org/)", "](/a/)", "](javascript:a)"],
        *["&amp;", "&#x301;", "&lt;b&gt;", "<b>", "</p>", "<script>"],
        *["\u0301", "\u200d", "\u202e", "\ud800", "\x00", "\ufdd0"],
        *["[[", "]]", "[[A]]", "[[A|b]]", "[[A\\|*b*]]", "See also [[A]]", "See also "],
    ]
)
BODIES = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


class Seen(HTMLParser):
    """What a browser would see: elements, attributes, and the text without permalinks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.within = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            assert "a" not in self.open
        self.open.append(tag)
        self.elements.append((tag, dict(attrs)))
        self.within = str(dict(attrs).get("class", "")) if tag == "a" else self.within
        if tag in ("td", "th"):
            self.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.within = "" if tag == "a" else self.within

    def handle_data(self, data: str) -> None:
        if self.within != "pn":
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def assert_harmless(html: str) -> Seen:
    """No element, attribute, class or address but those that render writes."""
    seen = Seen(html)
    assert seen.open == []
    for tag, attributes in seen.elements:
        assert set(attributes) <= ALLOWED[tag]
        assert attributes.get("class", "") in ("", "lst", "see", "scroll", "pn", "ent", "ref", "see-link")
        href = attributes.get("href")
        if href is not None:
            scheme = href.partition(":")[0].lower()
            assert scheme in ("http", "https", "mailto", "link") or (
                href[0] == "/" and href[1:2] not in ("/", "\\")
            )
    return seen


@pytest.mark.parametrize("body", PAYLOADS)
def test_a_hostile_body_is_drawn_without_harm(body: str) -> None:
    seen = assert_harmless(render(parse(body)))
    assert not any("id" in attributes for _, attributes in seen.elements)
    assert not any(
        str(attributes.get("href", "")).lower().startswith("link:") for _, attributes in seen.elements
    )
    assert {attributes.get("class") for _, attributes in seen.elements} <= {None, "lst", "scroll"}
    assert not any(
        re.match("https?://[^/]*@", str(attributes.get("href"))) for _, attributes in seen.elements
    )


@pytest.mark.parametrize("payload", SCRIPTS + ADDRESSES)
def test_what_slips_through_the_renderer_is_cleaned_away(payload: str) -> None:
    assert_harmless(clean(f"<p>{payload}</p>"))
    assert_harmless(clean(f'<p><a href="{entities.escape(payload)}">a</a></p>'))
    assert_harmless(clean(f"<p {payload}>a</p>"))


@settings(max_examples=2 * settings().max_examples)
@given(BODIES)
def test_blocks_hold_canonical_text_and_valid_offsets(body: str) -> None:
    for block in parse(body):
        assert block.text
        assert block.text == " ".join(block.text.split()) == unicodedata.normalize("NFC", block.text)
        assert block.text.encode()
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in block.text)
        assert not set(block.text) & set("\u202a\u202e\u2066\u200b\u200f\ufeff\ufdd0")
        assert "".join(run.text for run in block.runs) == block.text
        assert all(
            block.text[link.start : link.end] == link.words and link.title for link in block.page_links
        )
        ends = [0, *(border for part in block.parts for border in part), len(block.text)]
        assert ends == sorted(ends)
        assert " ".join(block.text[start:end] for start, end in block.parts) == block.text


@settings(max_examples=3 * settings().max_examples // 2)
@given(BODIES)
def test_what_is_drawn_says_what_the_block_says(body: str) -> None:
    for block in parse(body):
        seen = assert_harmless(render([block]))
        said = "See also " + ", ".join(link.words for link in block.page_links)
        assert " ".join("".join(seen.text).split()) == (said if block.kind == "see_also" else block.text)


def marks(blocks: list[Block], spans: list[tuple[int, int]]) -> list[Marks]:
    return [
        Marks(
            "" if block.kind == "see_also" else f"k{number}", number, [LinkSpan(*span, 7) for span in spans]
        )
        for number, block in enumerate(blocks, 1)
    ]


@settings(max_examples=3 * settings().max_examples // 2)
@given(BODIES, st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40)), max_size=8))
def test_every_passage_has_its_anchor_in_order_whatever_is_linked(
    body: str, spans: list[tuple[int, int]]
) -> None:
    blocks = parse(body)
    html = render(blocks, marks(blocks, spans))
    seen = assert_harmless(html)
    anchors = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert anchors == [f"p-k{number}" for number, block in enumerate(blocks, 1) if block.kind != "see_also"]
    assert clean(html) == html
    for block, mark in zip(blocks, marks(blocks, spans), strict=True):
        if block.kind != "see_also":
            assert " ".join("".join(Seen(render([block], [mark])).text).split()) == block.text


@given(st.text(max_size=300))
def test_any_text_is_read(body: str) -> None:
    assert all(problem.startswith("The page link “[[") for problem in problems(body))
    assert_harmless(render(parse(body)))


@given(st.lists(st.sampled_from(["> ", "- ", "1. ", "  ", "\n", "a", "\n\n"]), max_size=400).map("".join))
def test_deep_nests_are_drawn_well_formed_or_refused(body: str) -> None:
    with suppress(BodyRefused):
        assert_harmless(render(parse(body)))
