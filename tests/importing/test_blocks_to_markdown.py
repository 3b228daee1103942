"""Parsed blocks written as Markdown read as the same text again."""

from hypothesis import example, given
from hypothesis import strategies as st

from content.importing.documents import Block, Item, ItemList, Paragraph, SeeAlso
from content.importing.markdown import escaped, section_body
from content.library import markdown
from content.library.canonical import canonical

SIGNS = "\\`*_{}[]()<>#+-.!|~&;:=@/\"'“”‘’–—…%$^?, 0123456789\n\t\u00a0abcXYZé"
hostile_texts = st.one_of(
    st.text(SIGNS, min_size=1, max_size=60),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
).map(canonical)
texts = hostile_texts.filter(bool)


def own(text: str) -> Paragraph:
    return Paragraph(text, 1)


paragraphs = texts.map(own)
see_also = texts.map(lambda text: SeeAlso(text, 1))
leaves = st.builds(Item, own=paragraphs, number=st.none() | st.integers(0, 999))
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        Item,
        own=paragraphs,
        number=st.none() | st.integers(0, 999),
        children=st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=8,
)
lists = st.lists(trees, min_size=1, max_size=4).map(lambda items: ItemList(tuple(items), 1))


def printed(block: Block) -> list[tuple[str, int, int | None]]:
    """Text, depth and number of everything in a block, as the source prints it."""
    if isinstance(block, Paragraph):
        return [(block.text, 0, None)]
    if isinstance(block, SeeAlso):
        return [(f"See also {block.target}", 0, None)]
    assert isinstance(block, ItemList)
    return [line for item in block.items for line in numbered(item, 1)]


def numbered(item: Item, depth: int) -> list[tuple[str, int, int | None]]:
    below = [line for child in item.children for line in numbered(child, depth + 1)]
    return [(item.own.text, depth, item.number), *below]


def read(body: str) -> list[tuple[str, int, int | None]]:
    """The same of what Markdown makes of the body."""
    counted: dict[int, int] = {}
    lines = []
    for block in markdown.parse(body):
        lists_around = [container for container in block.path if container.tag in ("ul", "ol")]
        innermost = lists_around[-1] if lists_around else None
        number = None
        if innermost and innermost.tag == "ol":
            number = counted.get(innermost.number, innermost.start)
            counted[innermost.number] = number + 1
        lines.append((block.text, len(lists_around), number))
    return lines


@given(texts)
@example("1. May")
@example("- dash")
@example("# no heading")
@example("&amp; &#65; & so on")
@example("[[Title|words]] [a](b) ![c](d) <e@f.g> https://h.i")
@example("See also [[Title]]")
@example("* * *")
@example("a | b")
@example("C:\\")
def test_a_text_reads_as_itself(text: str) -> None:
    [block] = markdown.parse(escaped(text))
    assert (block.kind, block.text, block.page_links) == ("paragraph", text, ())
    assert markdown.problems(escaped(text)) == []


@given(st.lists(st.one_of(paragraphs, see_also, lists), min_size=1, max_size=4))
def test_a_section_reads_as_its_blocks_with_their_nesting_and_numbers(blocks: list[Block]) -> None:
    apart = [
        b
        for i, b in enumerate(blocks)
        if not (i and isinstance(b, ItemList) and isinstance(blocks[i - 1], ItemList))
    ]
    body = section_body(apart)
    assert read(body) == [line for block in apart for line in printed(block)]
    assert markdown.problems(body) == []


@given(texts)
def test_a_see_also_line_links_its_title_or_keeps_its_words(target: str) -> None:
    body = section_body([SeeAlso(target, 1)])
    [block] = markdown.parse(body)
    assert block.text == f"See also {target}"
    linkable = not set(target) & set("[]|\\")
    assert (block.kind, [link.title for link in block.page_links]) == (
        ("see_also", [target]) if linkable else ("paragraph", [])
    )


def test_a_title_too_long_for_a_link_is_kept_as_words() -> None:
    [block] = markdown.parse(section_body([SeeAlso("x" * 201, 1)]))
    assert block.kind == "paragraph"


def test_a_section_is_written_as_an_editor_would_write_it() -> None:
    nested = Item(own("Joint_exercises:"), None, (Item(own("at sea")), Item(own("on land"))))
    counted = (Item(own("First"), 1), Item(own("Second"), 2))
    blocks: list[Block] = [
        own("*Trust* matters."),
        ItemList((nested,), 1),
        SeeAlso("Other Page", 1),
        ItemList(counted, 1),
    ]
    assert section_body(blocks) == (
        "\\*Trust\\* matters.\n\n"
        "- Joint\\_exercises:\n  - at sea\n  - on land\n\n"
        "See also [[Other Page]]\n\n"
        "1. First\n2. Second"
    )
