"""The picture of organizations by section, and its table."""

from itertools import pairwise
from math import sqrt
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from content.library.matrix import Column, RowData, Table, matrix_svg, matrix_table

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = [Column("1", "alliances"), Column("2", "exercises"), Column("3", "treaties")]
ROWS = [RowData("NATO", {"alliances": 6, "treaties": 2}), RowData("EU", {"exercises": 4}), RowData("AU", {})]


def drawn(
    columns: list[Column], rows: list[RowData], title: str = "Who is named where"
) -> ElementTree.Element:
    picture = matrix_svg(columns, rows, title)
    return ElementTree.fromstring(picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314


def test_each_count_is_a_link_to_its_section_with_a_name_for_those_who_do_not_see_it() -> None:
    links = drawn(COLUMNS, ROWS).findall(f"{SVG}a")

    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("#alliances", "NATO, section 1: 6"),
        ("#treaties", "NATO, section 3: 2"),
        ("#exercises", "EU, section 2: 4"),
    ]
    assert [link.findtext(f"{SVG}text") for link in links] == ["6", "2", "4"]


def test_a_circle_grows_with_the_root_of_its_count_up_to_the_height_of_its_row() -> None:
    rows = [RowData("NATO", {"alliances": 1, "exercises": 4, "treaties": 10_000})]

    radii = [float(circle.get("r", "")) for circle in drawn(COLUMNS, rows).iter(f"{SVG}circle")]

    assert radii == [8.3, round(6.3 + 2 * sqrt(4), 1), 14.0]


def test_the_picture_has_a_title_a_description_and_the_role_of_a_group() -> None:
    picture = drawn(COLUMNS, ROWS)

    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert title.text == "Who is named where"
    assert description.text == "NATO: section 1 (6), section 3 (2); EU: section 2 (4)"
    assert picture.get("role") == "group"
    assert picture.get("aria-labelledby") == title.get("id")
    assert picture.get("aria-describedby") == description.get("id")


def test_colors_come_from_the_page_and_no_style_is_inline() -> None:
    picture = matrix_svg(COLUMNS, ROWS, "Who is named where")

    assert "style" not in picture
    fills = {element.get("fill") for element in drawn(COLUMNS, ROWS).iter() if element.get("fill")}
    assert fills == {"var(--soft)", "var(--ink)", "var(--link)", "var(--bg)"}


def test_circles_stand_in_their_column_and_row() -> None:
    picture = drawn(COLUMNS, ROWS)

    numbers = {text.text: float(text.get("x", "")) for text in picture.findall(f"{SVG}text")}
    centers = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in picture.iter(f"{SVG}circle")]
    assert centers == [(numbers["1"], 41.0), (numbers["3"], 41.0), (numbers["2"], 71.0)]


def test_a_narrow_picture_fills_the_page_and_one_of_30_sections_has_its_own_width_and_scrolls() -> None:
    columns = [Column(str(number), f"section-{number}") for number in range(1, 31)]
    rows = [RowData("NATO", {column.slug: 9 for column in columns})]

    narrow, wide = drawn(COLUMNS, ROWS), drawn(columns, rows)

    assert (narrow.get("class"), narrow.get("width"), narrow.get("viewBox")) == (None, None, "0 0 600 124")
    assert (wide.get("class"), wide.get("width"), wide.get("viewBox")) == ("wide", "1144", "0 0 1144 64")
    circles = list(wide.iter(f"{SVG}circle"))
    middles = [float(circle.get("cx", "")) for circle in circles]
    radius = float(circles[0].get("r", ""))
    assert all(after - before > 2 * radius for before, after in pairwise(middles))
    assert middles[-1] + radius < 1144


def test_a_long_name_is_drawn_short_and_told_whole() -> None:
    label = "Intergovernmental Authority on Development"

    picture = drawn(COLUMNS, [RowData(label, {"alliances": 1})])

    assert "Intergovernmental Autho…" in [text.text for text in picture.findall(f"{SVG}text")]
    assert picture.find(f"{SVG}a").get("aria-label") == f"{label}, section 1: 1"  # type: ignore[union-attr]


def test_without_sections_or_organizations_there_is_no_picture() -> None:
    assert matrix_svg([], ROWS, "Nothing") == ""
    assert matrix_svg(COLUMNS, [], "Nothing") == ""


def test_the_table_tells_the_same() -> None:
    assert matrix_table(COLUMNS, ROWS) == Table(
        ["Organization", "1", "2", "3"],
        [["NATO", "6", "", "2"], ["EU", "", "4", ""], ["AU", "", "", ""]],
    )


def test_hostile_names_stay_text() -> None:
    evil = '"><script>alert(1)</script><a href="javascript:x" onclick=\'y\'>&amp;'

    picture = matrix_svg([Column(evil, evil)], [RowData(evil, {evil: 1})], evil)

    assert "<script" not in picture
    elements = drawn([Column(evil, evil)], [RowData(evil, {evil: 1})], evil)
    assert [link.get("aria-label") for link in elements.iter(f"{SVG}a")] == [f"{evil}, section {evil}: 1"]
    assert {element.tag.removeprefix(SVG) for element in elements.iter()} == {
        *("svg", "title", "desc", "text", "line", "a", "circle")
    }


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10), st.integers(1, 10**9))
def test_any_names_make_well_formed_xml(label: str, number: str, slug: str, count: int) -> None:
    picture = drawn([Column(number, slug)], [RowData(label, {slug: count})], label)

    assert len(list(picture.iter(f"{SVG}circle"))) == 1
