"""A page waits for one style sheet: collecting puts into it what it imports, in order, under its own hash."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from pytest_django import Settings

CSS = site.BASE_DIR / "defense" / "static" / "css"
Collect = Callable[[], dict[str, str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "source" / "css").mkdir(parents=True)
    return tmp_path / "source"


@pytest.fixture
def collect(source: Path, tmp_path: Path, settings: Settings) -> Collect:
    """Collects the source as the site does, and gives the text of each sheet as it is served, by its name."""
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "defense.sheets.SiteStaticFilesStorage"},
    }

    def served() -> dict[str, str]:
        call_command("collectstatic", clear=True, interactive=False, verbosity=0)
        names = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
        return {name: (tmp_path / "static" / hashed).read_text() for name, hashed in names.items()}

    return served


def hashed_name(tmp_path: Path, name: str) -> str:
    names: dict[str, str] = json.loads((tmp_path / "static" / "staticfiles.json").read_text())["paths"]
    return names[name]


def test_what_a_sheet_imports_stands_in_its_place_in_order(source: Path, collect: Collect) -> None:
    (source / "css" / "page.css").write_text('@import "b.css";\n@import "a.css";\np { color: red }\n')
    (source / "css" / "a.css").write_text("a { color: blue }")
    (source / "css" / "b.css").write_text('@import "c.css";\nb { color: green }')
    (source / "css" / "c.css").write_text("i { color: black }")

    assert collect()["css/page.css"].split("\n") == [
        "i { color: black }",
        "b { color: green }",
        "a { color: blue }",
        "p { color: red }",
        "",
    ]


def test_what_an_imported_sheet_refers_to_is_found_and_hashed(source: Path, collect: Collect) -> None:
    (source / "letters.woff2").write_bytes(b"letters")
    (source / "css" / "page.css").write_text('@import "a.css";\n')
    (source / "css" / "a.css").write_text('@font-face { src: url("../letters.woff2") }')

    assert 'url("../letters.' in collect()["css/page.css"]
    assert "letters.woff2" not in collect()["css/page.css"]


def test_a_change_of_an_imported_sheet_changes_the_name(
    source: Path, collect: Collect, tmp_path: Path
) -> None:
    (source / "css" / "page.css").write_text('@import "a.css";\n')
    (source / "css" / "a.css").write_text("a { color: blue }")
    collect()
    before = hashed_name(tmp_path, "css/page.css")
    (source / "css" / "a.css").write_text("a { color: red }")
    collect()
    assert hashed_name(tmp_path, "css/page.css") != before


def test_a_sheet_of_another_folder_or_host_is_left_to_the_browser(source: Path, collect: Collect) -> None:
    (source / "other.css").write_text("a { color: blue }")
    (source / "css" / "page.css").write_text('@import url("../other.css");\n')

    assert "@import url(" in collect()["css/page.css"]


def test_a_sheet_that_is_missing_stops_the_collecting(source: Path, collect: Collect) -> None:
    (source / "css" / "page.css").write_text('@import "gone.css";\n')

    with pytest.raises(FileNotFoundError, match=r"gone\.css"):
        collect()


@pytest.mark.parametrize("name", ["reading-pages.css", "account-pages.css", "other-pages.css"])
def test_the_sheets_of_the_site_hold_all_that_they_import(name: str, source: Path, collect: Collect) -> None:
    for sheet in CSS.glob("*.css"):
        (source / "css" / sheet.name).write_text(sheet.read_text().replace("../fonts/", "../"))
    for font in (CSS.parent / "fonts").glob("*.woff2"):
        (source / font.name).write_bytes(b"")

    whole = collect()[f"css/{name}"]
    assert "@import" not in whole
    assert whole.index("@layer tokens, base, layout") < whole.index("@layer base {")
