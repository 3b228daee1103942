"""The states of a draft as a table: which act leads from where to where, whose right it is, whom it bars."""

import pytest

from content.editorial.models import Act, State
from content.editorial.transitions import STATES, TABLE, why_not
from content.people.roles import MAY, who_may

D, R, C, A = "draft", "in_review", "changes_requested", "approved"


@pytest.mark.parametrize(
    ("act", "sources", "target", "verb", "bars_own_work"),
    [
        ("submitted", {D, C}, R, "submit", False),
        ("taken_back", {R}, D, "submit", False),
        ("approved", {R, C}, A, "review", True),
        ("changes_requested", {R, A}, C, "review", True),
        ("edited", {A}, D, "write", False),
        ("published", {D, R, C, A}, D, "publish", False),
    ],
)
def test_the_table(act: str, sources: set[str], target: str, verb: str, bars_own_work: bool) -> None:
    found = TABLE[act]
    assert (set(found.sources), found.target, found.verb, found.bars_own_work) == (
        *(sources, target, verb),
        bars_own_work,
    )
    for state in STATES:
        assert (why_not(act, state=state, is_own_work=False) == "") == (state in sources)
        assert (why_not(act, state=state, is_own_work=True) == "") == (state in sources and not bars_own_work)


def test_the_table_knows_the_states_acts_and_verbs_of_the_others_and_no_more() -> None:
    assert set(STATES) == set(State.values)
    assert len(TABLE) == 6
    assert set(TABLE) <= set(Act.values)
    assert {transition.verb for transition in TABLE.values()} <= set(MAY)


@pytest.mark.parametrize(
    ("act", "state", "own", "told"),
    [
        ("approved", A, False, "The page is approved already."),
        (
            *("approved", D, False),
            (
                "The page is a draft. It can be approved when it is in review or "
                "waiting for the changes that were requested."
            ),
        ),
        ("approved", R, True, "Some of these changes are yours: they can be approved only by someone else."),
    ],
)
def test_a_refusal_says_why_not_now(act: str, state: str, own: bool, told: str) -> None:
    assert why_not(act, state=state, is_own_work=own) == told


def test_whose_right_a_verb_is_stands_in_words() -> None:
    assert who_may("review") == "an editor or a chief editor"
    assert who_may("manage people") == "a chief editor"
    assert who_may("write") == "an author, an editor or a chief editor"
