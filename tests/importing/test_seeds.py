"""What the reader makes of the two documents that the publication begins with."""

import hashlib
import re
from pathlib import Path

import pytest

from content.importing.documents import ItemList, Paragraph, ParsedDocument, SeeAlso
from content.importing.duplicates import near_duplicates
from content.importing.readers import read_document
from content.library.prose import words_of

SEEDS = Path(__file__).parents[2] / "seeds"
COOPERATION = "enhancing-defense-cooperation-through-military-diplomacy.txt"
STRATEGIES = "the-role-of-defense-diplomacy-in-enhancing-national-security-strategies.txt"
NOTICE = (
    "Please note: AI tools were used in crafting this content. "
    "For important matters, verify through trusted means."
)

HEADINGS = {
    COOPERATION: [
        (5, 2, 0.00, "Role of Military Diplomacy in Strengthening International Relations"),
        (13, 2, 0.67, "Historical Evolution of Military Diplomacy in Defense Cooperation"),
        (23, 2, 0.40, "Key Players in Modern Military Diplomacy"),
        (31, 2, 0.75, "Security and Stability Through Military Diplomacy"),
        (39, 2, 0.50, "Technological Advancements in Defense Cooperation"),
        (49, 2, 0.50, "Economic Implications of Military Diplomacy in Defense Cooperation"),
        (58, 3, 1.00, "Defense Expenditure and Budget Allocation for Collaborative Projects"),
        (66, 3, 1.00, "Defense Trade and Technology Transfer Agreements"),
        (76, 2, 0.50, "Challenges and Limitations in Military Diplomacy"),
        (92, 3, 1.00, "Balancing National Interests with Collective Security Objectives"),
        (102, 3, 1.00, "Addressing Sovereignty Concerns in Joint Military Operations"),
        (112, 2, 0.40, "Influence of Global Geopolitics on Defense Cooperation"),
        (120, 3, 1.00, "Regional Power Dynamics and Strategic Alliances"),
        (132, 3, 1.00, "Impact of International Organizations on Military Diplomacy Initiatives"),
        (140, 2, 0.33, "Humanitarian Aspects of Military Diplomacy in Defense Cooperation"),
        (150, 2, 0.40, "Future Trends and Prospects in Military Diplomacy"),
        (160, 2, 0.80, None),
    ],
    STRATEGIES: [
        (7, 2, 0.00, "The Role of Defense Diplomacy in Shaping National Security Strategies"),
        (15, 2, 0.50, "Key Elements of Military Diplomacy and Their Impact on Security"),
        (25, 2, 0.40, "The Strategic Value of Defense Alliances and Partnerships"),
        (37, 3, 1.00, "NATO and Collective Defense Arrangements"),
        (45, 3, 1.00, "Regional Security Frameworks in Asia and Africa"),
        (55, 2, 0.25, "Diplomatic Challenges in Military Engagements"),
        (65, 2, 0.40, "The Influence of Defense Diplomacy on Counterterrorism and Cybersecurity"),
        (75, 2, 0.43, "Case Studies of Defense Diplomacy Enhancing National Security"),
        (83, 3, 1.00, "U.S.-India Defense Cooperation"),
        (91, 3, 1.00, "European Security and Defense Policy Initiatives"),
        (101, 2, 0.40, "Balancing Defense Diplomacy with Risks of Escalation"),
        (111, 2, 0.33, "The Impact of Defense Diplomacy on Military Modernization and Innovation"),
        (119, 2, 0.33, "Future Trends in Military Diplomacy and Their Security Implications"),
        (127, 2, 0.33, "The Role of International Organizations in Facilitating Defense Diplomacy"),
        (131, 2, 0.29, "Strengthening Security Frameworks through Effective Defense Diplomacy Strategies"),
    ],
}


def seed(name: str) -> ParsedDocument:
    return read_document((SEEDS / name).read_bytes(), name)


def shape(document: ParsedDocument, heading: str | None) -> str:
    """The kinds of a section's blocks: p, list with its number of items, see."""
    section = next(section for section in document.sections if section.heading == heading)
    kinds = []
    for block in section.blocks:
        if isinstance(block, ItemList):
            kinds.append(f"list of {len(list(block.walk()))}")
        else:
            kinds.append("p" if isinstance(block, Paragraph) else "see")
    return " ".join(kinds)


def test_the_seeds_are_the_files_as_received() -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*")} == {
        COOPERATION: "31b04f050ba7fa8b916d3cd7d42df0f93c52cb5a0cf7689a8bf24d4a092a87c8",
        STRATEGIES: "62205cf7d1b1ef4b4cd838c6963d9548e89ba7f7e563e9deab65a1530f1c31f7",
    }


@pytest.mark.parametrize("name", [COOPERATION, STRATEGIES])
def test_every_heading_has_its_place_level_and_score(name: str) -> None:
    found = [(s.line, s.level, round(s.level_score, 2), s.heading) for s in seed(name).sections]
    assert found == HEADINGS[name]


def test_ten_subsections_are_announced_whole_and_no_top_heading_comes_near() -> None:
    headed = [s for name in HEADINGS for s in seed(name).sections if s.heading is not None]
    subsections = [section.level_score for section in headed if section.level == 3]
    assert (len(headed), len(subsections), min(subsections)) == (31, 10, 1.0)
    assert max(section.level_score for section in headed if section.level == 2) == 0.75


def test_a_level_names_the_line_that_announces_it() -> None:
    reasons = {s.heading: s.level_reason for name in HEADINGS for s in seed(name).sections}
    assert reasons["NATO and Collective Defense Arrangements"] == (
        "announced in line 35: 4 of 4 content words in one sentence"
    )
    assert reasons["Addressing Sovereignty Concerns in Joint Military Operations"] == (
        "announced in line 84: 6 of 6 content words in one list item"
    )
    assert reasons["Security and Stability Through Military Diplomacy"] == (
        "at most 3 of 4 content words in one sentence of the section above, line 29"
    )


def test_the_title_and_the_standfirst_stand_apart_from_the_sections() -> None:
    cooperation, strategies = seed(COOPERATION), seed(STRATEGIES)
    assert cooperation.title == "Enhancing Defense Cooperation through Military Diplomacy"
    assert strategies.title == "The Role of Defense Diplomacy in Enhancing National Security Strategies"
    assert cooperation.standfirst.endswith("the dynamics of “Military Diplomacy in Defense Cooperation.")
    assert strategies.standfirst.startswith("Defense diplomacy serves as a vital instrument")
    assert strategies.standfirst.endswith("in modern international relations.")


def test_the_notice_keeps_its_exact_words_without_the_warning_sign() -> None:
    notice = seed(STRATEGIES).notices[0]
    assert (notice.text, notice.kind, notice.line) == (NOTICE, "ai_disclosure", 3)
    assert seed(COOPERATION).notices == ()


def test_see_also_lines_are_found_wherever_they_stand() -> None:
    found = [
        (section.heading, block.line, block.target)
        for name in HEADINGS
        for section in seed(name).sections
        for block in section.blocks
        if isinstance(block, SeeAlso)
    ]
    assert found == [
        (
            "Security and Stability Through Military Diplomacy",
            37,
            "Maximizing Defense Satellite Imagery Sharing: A Comprehensive Guide",
        ),
        (
            "Challenges and Limitations in Military Diplomacy",
            88,
            "Enhancing Security: The Role of Defense Satellite Communication",
        ),
        (
            "Regional Power Dynamics and Strategic Alliances",
            126,
            "Achieving Political Stability Through Military Diplomacy",
        ),
        (
            "The Strategic Value of Defense Alliances and Partnerships",
            31,
            "Strategic Role of Military Engagement in Ensuring Regional Stability",
        ),
        (
            "The Influence of Defense Diplomacy on Counterterrorism and Cybersecurity",
            69,
            "Advancing Global Security Through Disarmament Negotiations and Treaties",
        ),
        (
            "European Security and Defense Policy Initiatives",
            99,
            "Comprehensive Overview of Security Sector Reform Initiatives in Modern Defense",
        ),
    ]


@pytest.mark.parametrize(
    ("name", "heading", "blocks"),
    [
        (COOPERATION, "Security and Stability Through Military Diplomacy", "list of 4 see"),
        (COOPERATION, "Economic Implications of Military Diplomacy in Defense Cooperation", "p p list of 2"),
        (COOPERATION, "Challenges and Limitations in Military Diplomacy", "p list of 6 see p"),
        (COOPERATION, "Regional Power Dynamics and Strategic Alliances", "p p see p p"),
        (COOPERATION, "Future Trends and Prospects in Military Diplomacy", "p p p p"),
        (COOPERATION, None, "p p p"),
        (STRATEGIES, "European Security and Defense Policy Initiatives", "p p p see"),
        (STRATEGIES, "The Role of International Organizations in Facilitating Defense Diplomacy", "p"),
    ],
)
def test_a_section_keeps_its_blocks_in_order(name: str, heading: str | None, blocks: str) -> None:
    assert shape(seed(name), heading) == blocks


def test_bullets_below_bullets_are_nested() -> None:
    section = next(s for s in seed(COOPERATION).sections if s.line == 76)
    nested = section.blocks[1]
    assert isinstance(nested, ItemList)
    assert [(item.own.text, len(item.children)) for item in nested.items] == [
        ("Balancing National Interests with Collective Security Objectives:", 2),
        ("Addressing Sovereignty Concerns in Joint Military Operations:", 2),
    ]
    assert nested.items[0].children[0].own.text.startswith("Striking a delicate equilibrium")


def test_the_untitled_conclusion_is_proposed_with_its_reason() -> None:
    conclusion = seed(COOPERATION).sections[-1]
    assert isinstance(conclusion.blocks[0], Paragraph)
    assert conclusion.blocks[0].text.startswith(
        "Military diplomacy in defense cooperation plays a vital role"
    )
    assert conclusion.level_reason == (
        "line 158 closes the section, and line 160 returns to the title: "
        "4 of 5 content words in its first sentence"
    )
    assert seed(STRATEGIES).sections[-1].heading is not None


def test_the_defects_of_the_seeds_are_these() -> None:
    found = [(d.line, d.kind, d.text) for name in HEADINGS for d in seed(name).defects]
    quotation = "The quotation mark before “Military Diplomacy in Defense Cooperation.” is never closed."
    repeats = (
        "The heading “The Role of Defense Diplomacy in Shaping National Security Strategies” nearly repeats "
        "the title: the two share 6 of their 8 content words."
    )
    short = (
        "The section “The Role of International Organizations in Facilitating Defense Diplomacy” "
        "has only 39 words."
    )
    assert found == [
        (3, "unclosed_quotation", quotation),
        (47, "missing_space", "No space after the period in “effectively.Embracing”."),
        (7, "heading_repeats_title", repeats),
        (127, "short_section", short),
    ]


def test_the_one_paragraph_that_the_seeds_share_is_found() -> None:
    cooperation = seed(COOPERATION)
    others = [(1, cooperation.title, text.text) for text in cooperation.texts()]
    assert [(d.line, d.kind) for d in near_duplicates(seed(STRATEGIES), others)] == [(129, "near_duplicate")]


@pytest.mark.parametrize("name", [COOPERATION, STRATEGIES])
def test_no_word_of_a_seed_is_lost_or_moved(name: str) -> None:
    document = seed(name)
    placed = [(document.title_line, document.title)]
    placed += [(notice.line, notice.text) for notice in document.notices]
    placed += [(text.line, text.text) for text in document.texts()]
    placed += [(section.line, section.heading or "") for section in document.sections if section.heading]
    placed += [
        (block.line, f"See also {block.target}")
        for section in document.sections
        for block in section.blocks
        if isinstance(block, SeeAlso)
    ]
    text = " ".join(text for _, text in sorted(placed, key=lambda place: place[0]))
    assert words_of(text) == words_of((SEEDS / name).read_text("utf-8"))
    assert not re.search(r"\s\s|\xa0|•", text)
