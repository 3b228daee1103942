"""The house's rules that no linter knows: sizes, inline script, relations between rooms, requirements."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Field, ForeignObjectRel

ROOT = Path(__file__).resolve().parent.parent
# A room may name itself and what stands before it; the last two do not know each other.
ROOMS = ["people", "pages", "library", "editorial", "importing"]
TOP_LEVEL = {
    *("manage.py", "defense", "content", "templates", "seeds", "fixtures", "tests", "docs", ".ci"),
    *("requirements.in", "requirements-postgres.in", "requirements-dev.in"),
    *("requirements.txt", "requirements-postgres.txt", "requirements-dev.txt"),
    *("README.md", "LICENSE", "CHANGELOG.md", "Makefile", "pyproject.toml", ".gitignore", ".editorconfig"),
}


def files(*patterns: str) -> list[Path]:
    found = [path for pattern in patterns for path in ROOT.glob(pattern) if "migrations" not in path.parts]
    assert found, patterns
    return sorted(found)


MODULES = files("defense/**/*.py", "content/**/*.py", "tests/**/*.py")
TEMPLATES = files("templates/**/*.html")
SURFACE = files("defense/static/**/*.css", "defense/static/**/*.js")


def longer_than(limit: int, paths: list[Path]) -> list[str]:
    lengths = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in paths}
    return [f"{path}: {length} lines" for path, length in lengths.items() if length > limit]


def test_no_module_is_longer_than_300_lines() -> None:
    assert longer_than(300, MODULES) == []


def test_no_template_is_longer_than_150_lines() -> None:
    assert longer_than(150, TEMPLATES) == []


def test_no_style_or_script_file_is_longer_than_200_lines() -> None:
    assert longer_than(200, SURFACE) == []


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = []
    for path in (path for path in MODULES if "tests" not in path.parts):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > 40:
                    too_long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines")
    assert too_long == []


def test_every_module_opens_with_what_lives_here() -> None:
    silent = [str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(parsed(path))]
    assert silent == []


INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*(?:\ssrc=|\stype=\"application/))",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "text",
    [
        "<style>",
        '<p style="color: red">',
        "<script>",
        '<script type="module">',
        "<a onclick='go()'>",
        '<a href="javascript:go()">',
    ],
)
def test_inline_style_and_script_are_recognized(text: str) -> None:
    assert INLINE.search(text)


@pytest.mark.parametrize(
    "text",
    ['<script src="/a.js" defer>', '<script type="application/ld+json">', '<p data-style="x">', "<b>on</b>"],
)
def test_what_a_strict_policy_allows_is_not_taken_for_inline_script(text: str) -> None:
    assert not INLINE.search(text)


def test_no_template_has_inline_style_or_script() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


# Words on the screen are American. Left out: what the spelling table itself must know, and stored values.
BRITISH = re.compile(
    r"\b(?:(?:un)?tick(?:s|ed|ing)?|cancell(?:ed|ing)|(?:dis)?colour\w*|organis\w+|full[ -]stops?"
    r"|licences?|favour\w*|behaviour\w*)\b",
    re.IGNORECASE,
)
KNOWS_BRITISH = ROOT / "content/library/spelling.py"


def is_stored_value(text: str) -> bool:
    """A name for the program or the database, such as schedule_cancelled: nobody reads it."""
    return text.isidentifier() and text.islower()


def words_in(path: Path) -> list[tuple[int, str]]:
    """Each line of a template or script, each text of a module."""
    if path.suffix != ".py":
        return list(enumerate(path.read_text().splitlines(), 1))
    texts = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant)]
    return [
        (node.lineno, node.value)
        for node in texts
        if isinstance(node.value, str) and not is_stored_value(node.value)
    ]


@pytest.mark.parametrize(
    "text", ["Untick one", "It is cancelled.", "Cancelled", "a full stop", "Organisation"]
)
def test_british_words_are_recognized(text: str) -> None:
    assert BRITISH.search(text)
    assert not is_stored_value(text)


@pytest.mark.parametrize("text", ["a sticker", "Cancellation", "It is canceled.", "organizations", "license"])
def test_american_words_are_not_taken_for_british(text: str) -> None:
    assert not BRITISH.search(text)


def test_words_on_the_screen_are_american() -> None:
    shown = [*TEMPLATES, *files("templates/**/*.txt", "content/**/*.py", "defense/static/**/*.js")]
    british = [
        f"{path.relative_to(ROOT)}:{line} {found[0]}"
        for path in shown
        if path != KNOWS_BRITISH
        for line, text in words_in(path)
        if (found := BRITISH.search(text))
    ]
    assert british == []


def test_a_time_in_a_template_names_its_zone() -> None:
    times = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in files("templates/**/*.html", "templates/**/*.txt")
        for line in path.read_text().splitlines()
        if "H:i" in line
    ]
    assert times
    assert [line for line in times if not re.search(r"H:i e[\"']|H:i[\"'] }} UTC", line)] == []


def foreign_keys() -> list[tuple[str, str, "Field[Any, Any]"]]:
    """(own room, room pointed at, field) of every relation that a model of the rooms declares."""
    return [
        (model._meta.app_label, field.related_model._meta.app_label, field)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.related_model and not isinstance(field.related_model, str)
    ]


def test_foreign_keys_point_to_the_own_room_or_down() -> None:
    assert foreign_keys()
    upwards = [
        str(field)
        for own, other, field in foreign_keys()
        if other in ROOMS and ROOMS.index(other) > ROOMS.index(own)
    ]
    assert upwards == []


def test_a_foreign_key_into_a_lower_room_leaves_no_accessor_there() -> None:
    visible = []
    for own, other, field in foreign_keys():
        relation = field.remote_field
        assert isinstance(relation, ForeignObjectRel)
        if other != own and other in ROOMS and not relation.hidden:
            visible.append(str(field))
    assert visible == []


def test_the_top_level_holds_what_the_plan_names_and_nothing_else() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split() if line.startswith("/")}
    made_here = {path.name for path in ROOT.iterdir()} - ignored - {".git", "__pycache__"}
    assert {name for name in made_here if not name.startswith((".venv", ".coverage"))} - TOP_LEVEL == set()


@pytest.mark.parametrize("name", ["requirements", "requirements-postgres", "requirements-dev"])
def test_every_dependency_has_its_reason_and_is_pinned_by_hash(name: str) -> None:
    lines = (ROOT / f"{name}.in").read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-"))]
    pinned = (ROOT / f"{name}.txt").read_text()
    for line in wanted:
        requirement, _, reason = line.partition("#")
        distribution = requirement.strip()
        assert reason.strip(), f"{requirement} stands there without a reason"
        assert re.search(rf"^{re.escape(distribution)}\b.* \\\n    --hash=sha256:", pinned, re.MULTILINE), (
            distribution
        )


@pytest.mark.parametrize("name", ["requirements", "requirements-postgres", "requirements-dev"])
def test_requirements_name_no_index_and_no_folder(name: str) -> None:
    pinned = (ROOT / f"{name}.txt").read_text()
    assert re.findall(r"://|file:|--find-links|--index-url|--extra-index-url|@ ", pinned) == []


def test_both_sets_of_requirements_agree_on_every_version() -> None:
    def versions(name: str) -> dict[str, str]:
        text = (ROOT / f"{name}.txt").read_text()
        return dict(re.findall(r"^([a-z0-9-]+)(?:\[[^]]*\])?==(\S+)", text, re.MULTILINE))

    served, tested = versions("requirements"), versions("requirements-dev")
    assert {name: served[name] for name in served.keys() & tested.keys()} == {
        name: tested[name] for name in served.keys() & tested.keys()
    }
