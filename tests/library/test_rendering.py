"""Blocks become HTML with anchors, numbers and links; links are led to their addresses when it is served."""

import gzip
import sys
import time

import pytest

from content.library.link_answers import Answer, resolve_links
from content.library.markdown import parse
from content.library.rendering import LinkSpan, Marks, clean, render

measured = pytest.mark.skipif(sys.gettrace() is not None, reason="coverage makes every line slower")


def draw(body: str, *links: LinkSpan) -> str:
    """The body's only block without an anchor."""
    return render(parse(body), [Marks(links=links)])


def test_a_paragraph_carries_its_anchor_and_number() -> None:
    assert render(parse("a & b"), [Marks("k", 12)]) == (
        '<p id="p-k"><a class="pn" href="/passages/k/" aria-label="Link to paragraph 12">¶12</a>a &amp; b</p>'
    )


def test_without_marks_there_are_no_anchors() -> None:
    assert render(parse("a\n\n- b")) == '<p>a</p><ul class="lst"><li>b</li></ul>'


def test_there_are_as_many_marks_as_blocks() -> None:
    with pytest.raises(ValueError, match="zip"):
        render(parse("a\n\nb"), [Marks()])


def test_no_blocks_give_no_html() -> None:
    assert render([], []) == ""


def test_items_are_numbered_and_nested_lists_lie_in_their_item() -> None:
    html = render(parse("- a\n  - b\n- c"), [Marks(key, number) for number, key in enumerate("xyz", 1)])
    bare = html.replace(' href="/passages/', " ").replace('/" aria-label="Link to paragraph', "")
    assert bare == (
        '<ul class="lst"><li id="p-x"><a class="pn" x 1">¶1</a>a'
        '<ul><li id="p-y"><a class="pn" y 2">¶2</a>b</li></ul></li>'
        '<li id="p-z"><a class="pn" z 3">¶3</a>c</li></ul>'
    )


def test_only_an_item_with_words_of_its_own_has_the_anchor() -> None:
    assert render(parse("- > a"), [Marks("x", 1)]).startswith('<ul class="lst"><li><blockquote><p id="p-x">')


def test_an_ordered_list_keeps_its_start() -> None:
    assert render(parse("1. a")) == '<ol class="lst"><li>a</li></ol>'
    assert render(parse("3. a\n4. b")) == '<ol class="lst" start="3"><li>a</li><li>b</li></ol>'
    assert render(parse("0. a")) == '<ol class="lst" start="0"><li>a</li></ol>'


def test_neighboring_lists_stay_apart() -> None:
    assert render(parse("- a\n\n+ b")) == '<ul class="lst"><li>a</li></ul><ul class="lst"><li>b</li></ul>'


def test_a_quote_holds_its_paragraphs() -> None:
    assert render(parse("> a\n>\n> b\n\nc")) == "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"


def test_a_table_scrolls_in_a_named_region() -> None:
    html = render(parse("| a | b |\n|---|--:|\n| *c* | |"), [Marks("x", 4)])
    assert html == (
        '<div class="scroll" tabindex="0" role="region" aria-label="Table, paragraph 4">'
        '<a class="pn" href="/passages/x/" aria-label="Link to table 4">¶4</a><table id="p-x">'
        '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        "<tbody><tr><td><em>c</em></td><td></td></tr></tbody></table></div>"
    )


def test_a_table_may_have_only_a_head() -> None:
    assert render(parse("| a |\n|---|")) == (
        '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'
        '<thead><tr><th scope="col">a</th></tr></thead></table></div>'
    )


def test_links_lead_to_their_numbers() -> None:
    html = draw("NATO and [[the EU]] met.", LinkSpan(9, 15, 1, "ref"), LinkSpan(0, 4, 0))
    assert html == (
        '<p><a class="ent" href="link:0">NATO</a> and <a class="ref" href="link:1">the EU</a> met.</p>'
    )


def test_a_link_that_crosses_emphasis_closes_and_opens_it_again() -> None:
    assert draw("*African* Union **of**", LinkSpan(0, 15, 3)) == (
        '<p><a class="ent" href="link:3"><em>African</em> Union <strong>o</strong></a><strong>f</strong></p>'
    )


def test_strong_emphasis_nests_one_way() -> None:
    assert draw("***a** b* **c *d***") == (
        "<p><strong><em>a</em></strong><em> b</em> <strong>c </strong><strong><em>d</em></strong></p>"
    )


def test_neighboring_links_stay_two() -> None:
    assert draw("ab", LinkSpan(0, 1, 0), LinkSpan(1, 2, 1)) == (
        '<p><a class="ent" href="link:0">a</a><a class="ent" href="link:1">b</a></p>'
    )


@pytest.mark.parametrize("span", [(0, 3), (2, 5), (4, 9), (3, 4), (0, 99), (5, 5), (6, 5), (-1, 1)])
def test_a_link_that_cannot_stand_alone_is_left_out(span: tuple[int, int]) -> None:
    plain = '<p>a <a href="/x/">bcd</a> e</p>'
    assert draw("a [bcd](/x/) e", LinkSpan(*span, 0)) == plain


def test_a_link_beside_an_authors_link_is_drawn() -> None:
    assert draw("a [b](/x/) c", LinkSpan(4, 5, 1), LinkSpan(0, 1, 0)) == (
        '<p><a class="ent" href="link:0">a</a> <a href="/x/">b</a> <a class="ent" href="link:1">c</a></p>'
    )


def test_of_overlapping_links_the_first_is_drawn() -> None:
    assert draw("abc", LinkSpan(1, 3, 1), LinkSpan(0, 2, 0)) == '<p><a class="ent" href="link:0">ab</a>c</p>'


def test_a_link_stays_within_one_cell() -> None:
    body = "| North | Korea |\n|---|---|\n| South | Korea |"
    html = draw(body, LinkSpan(0, 11, 0), LinkSpan(12, 17, 1), LinkSpan(18, 23, 2))
    assert "link:0" not in html
    assert (
        '<td><a class="ent" href="link:1">South</a></td><td><a class="ent" href="link:2">Korea</a></td>'
        in html
    )


def test_an_authors_link_to_another_site_is_not_vouched_for() -> None:
    assert draw('[a *b*](https://x.org/?a=1&b="2" "title")') == (
        '<p><a href="https://x.org/?a=1&amp;b=%222%22" rel="nofollow noopener">a <em>b</em></a></p>'
    )


@pytest.mark.parametrize("address", ["mailto:desk@example.org", "/about/", "/"])
def test_an_authors_link_to_mail_or_into_this_site_is_plain(address: str) -> None:
    assert draw(f"[a]({address})") == f'<p><a href="{address}">a</a></p>'


@pytest.mark.parametrize(
    "address",
    ["//x.org", "/\\x.org", "\\\\x.org", "x.org", "ftp://x.org", "javascript:a", "link:1", "#a", "?a", "",
     "https://", "mailto:", "data:text/html,a", "<ht tps://x.org>", "https://x@y.org", "https://x:a@y.org/b",
     "/" + "a" * 2_100],
)  # fmt: skip
def test_an_authors_link_to_anywhere_else_leaves_its_words(address: str) -> None:
    assert draw(f"[a]({address})") in (f"<p>{words}</p>" for words in ("a", '<a href="/%5Cx.org">a</a>'))


def test_see_also_leads_to_its_pages() -> None:
    html = draw(
        "See also [[A & B]], [[C|d]], [[E]]", LinkSpan(9, 14, 0, "see-link"), LinkSpan(16, 17, 1, "see-link")
    )
    assert html == (
        '<p class="see"><b>See also</b> <a class="see-link" href="link:0">A &amp; B</a>,'
        ' <a class="see-link" href="link:1">d</a>, E</p>'
    )


def test_what_render_never_writes_is_cleaned_away() -> None:
    assert (
        clean(
            '<p id="a" onclick="b" style="c" class="see d">e<script>f</script><img src=g onerror=h>'
            '<a class="admin" href="javascript:i" target=_blank>j</a><svg><b>l</b></svg><!-- m --></p>'
        )
        == '<p id="a" class="see">e<a class="">j</a><b>l</b></p>'
    )


def answers(number: int) -> Answer | None:
    return [
        Answer("/organizations/nato/", "Organization: NATO"),
        Answer("/wanted/#a&b", wanted=True),
        None,
        Answer("/countries/in/"),
    ][number]


def test_links_are_led_to_their_addresses_when_the_page_is_served() -> None:
    html = '<p><a class="ent" href="link:0">N<em>A</em></a> <a class="see-link" href="link:3">I</a></p>'
    assert resolve_links(html, answers) == (
        '<p><a class="ent" href="/organizations/nato/" title="Organization: NATO">N<em>A</em></a>'
        ' <a class="see-link" href="/countries/in/">I</a></p>'
    )


def test_a_wanted_page_is_told_as_such() -> None:
    assert resolve_links('<a class="ref" href="link:1">A</a>.', answers) == (
        '<a class="gone" href="/wanted/#a&amp;b">A</a>'
        ' <span class="tag-miss">(not yet in this reference)</span>.'
    )


def test_a_link_without_an_answer_leaves_its_words() -> None:
    assert resolve_links('a <a class="ent" href="link:2"><em>b</em></a> c', answers) == "a <em>b</em> c"


def test_a_title_cannot_break_out_of_its_attribute() -> None:
    html = resolve_links('<a class="ent" href="link:0">a</a>', lambda _: Answer('/"><script>', '"><script>'))
    assert html == '<a class="ent" href="/&quot;&gt;&lt;script&gt;" title="&quot;&gt;&lt;script&gt;">a</a>'


def test_words_that_look_like_an_internal_link_are_none() -> None:
    html = draw('&lt;a class="ent" href="link:0"&gt;a&lt;/a&gt; [a](link:0)')
    assert resolve_links(html, lambda _: Answer("/x/")) == html


@measured
def test_a_page_of_a_hundred_links_is_served_in_half_a_millisecond() -> None:
    words = "cooperation between the armed forces of partners " * 12
    html = "".join(
        f'<p id="p-{n}">{words}<a class="ent" href="link:{n}">NATO</a> led.</p>' for n in range(100)
    )
    assert len(html) > 60_000
    answer = Answer("/organizations/nato/", "Organization: NATO")
    spent = []
    for _ in range(30):
        begun = time.process_time()
        resolve_links(html, lambda _: answer)
        spent.append(time.process_time() - begun)
    assert min(spent) < 0.0005


def test_sixty_passages_stay_small() -> None:
    """Anchors and links of a long article add less than 2 KB to its text in gzip."""
    body = "\n\n".join(
        f"Passage {n} on NATO and what its members did in year {n * 37 % 1000}." for n in range(60)
    )
    marks = [
        Marks(f"k{n * 7919 % 100_000:05d}", n, [LinkSpan(11 + (n > 9), 16 + (n > 9), n)]) for n in range(60)
    ]
    weight = len(gzip.compress(render(parse(body), marks).encode(), 9))
    assert weight - len(gzip.compress(body.encode(), 9)) < 2_000
