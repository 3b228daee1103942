"""`manage.py import_documents`: what it prints, what it refuses, how it ends."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.models.signals import pre_save

from content.importing.formats import KNOWN
from content.pages.models import Article, Page, Revision, SourceDocument
from tests import factories
from tests.importing.docx_files import docx, text

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).parents[2] / "seeds"
GOOD = "Arms and Words\n\nThe standfirst.\n\nFirst\n\nNations meet in forums.\n"


def run(*paths: object, **options: Any) -> tuple[str, str, int]:
    """Both streams and the exit status."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("import_documents", *map(str, paths), stdout=out, stderr=err, no_color=True, **options)
    except CommandError as error:
        err.write(f"{error}\n")
        status = error.returncode
    return out.getvalue(), err.getvalue(), status


def write(folder: Path, name: str, content: str | bytes = GOOD) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_report_ends_with_what_was_done(tmp_path: Path) -> None:
    path = write(tmp_path, "arms.txt")
    out, err, status = run(path)
    assert (err, status) == ("", 0)
    assert out.splitlines()[0] == f"{path} (utf-8)"
    assert "  Result       imported as a new article, articles/arms-and-words/" in out.splitlines()
    assert "unchanged: these bytes were imported before, as articles/arms-and-words/" in run(path)[0]
    changed = write(tmp_path, "arms.txt", GOOD + "\nMore.\n")
    assert "imported as the next revision of articles/arms-and-words/" in run(changed)[0]
    assert (Article.objects.count(), Revision.objects.count()) == (1, 2)


def test_the_seeds_are_imported() -> None:
    out, err, status = run(*sorted(SEEDS.glob("*.txt")))
    assert (out.count("imported as a new article"), err, status) == (2, "", 0)
    assert sorted(article.sections.count() for article in Article.objects.all()) == [15, 17]


def test_every_kind_of_document_is_imported_by_its_suffix(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, "a.md", "# From Markdown\n\n## One\n\nNations meet."),
        write(tmp_path, "b.html", "<title>x</title><h1>From HTML</h1><h2>One</h2><p>Nations meet.</p>"),
        write(tmp_path, "c.docx", docx(text("From Word", "Title") + text("Nations meet."))),
    ]
    out, err, status = run(*paths)
    assert (out.count("imported as a new article"), err, status) == (3, "", 0)
    assert sorted(Article.objects.values_list("title", flat=True)) == [
        "From HTML",
        "From Markdown",
        "From Word",
    ]
    assert dict(SourceDocument.objects.values_list("file_name", "encoding")) == {
        "a.md": "utf-8",
        "b.html": "utf-8",
        "c.docx": "docx",
    }


def test_json_is_all_that_stands_on_standard_output(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "good.txt"), write(tmp_path, "bad.txt", "")
    out, err, status = run(bad, good, json=True)
    assert json.loads(out) == {
        "documents": [
            {
                "file": str(good),
                "title": "Arms and Words",
                "notices": [],
                "standfirst": "The standfirst.",
                "sections": [
                    {
                        "level": 2,
                        "heading": "First",
                        "blocks": [{"type": "paragraph", "text": "Nations meet in forums."}],
                    }
                ],
                "defects": [
                    {
                        "line": 5,
                        "kind": "short_section",
                        "text": "The section “First” has only 4 words.",
                    }
                ],
            }
        ]
    }
    assert err == f"{bad}, line 1: the file is empty\n1 of 2 documents not imported.\n"
    assert status == 1


def test_json_of_nothing_but_bad_documents_is_an_empty_list(tmp_path: Path) -> None:
    out, _, status = run(write(tmp_path, "bad.txt", ""), json=True)
    assert (json.loads(out), status) == ({"documents": []}, 1)


def test_a_dry_run_reports_and_keeps_nothing() -> None:
    out, err, status = run(*sorted(SEEDS.glob("*.txt")), dry_run=True)
    assert (out.count("Would be imported as a new article"), err, status) == (2, "", 0)
    assert "near_duplicate" in out  # the second is compared with the first, as in a real import
    assert (Page.objects.count(), SourceDocument.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", ", line 1: the file is empty"),
        ("binary.txt", b"Title\n\n\x00\x01\xff", ", line 3: this is a binary file, not plain text"),
        ("coded.txt", b"Title\n\nA \x81 b", ", line 3: byte 0x81 is neither UTF-8 nor Windows-1252"),
        (
            "untitled.txt",
            b"It is a sentence.",
            ", line 1: there is no title: the first line reads as a sentence",
        ),
        ("titled.txt", b"Title", ", line 1: there is a title and no text"),
        (
            "long.txt",
            b"x" * 10_000_000,
            ", line 1: the file has more than 500,000 bytes, which is no article",
        ),
        (
            "paper.docx",
            b"PK",
            ": this is no DOCX file, whatever its name says; open it in Word and save it anew",
        ),
        (
            "paper.pdf",
            b"%PDF-",
            (
                f": files of the kind .pdf are not read; {', '.join(KNOWN)} are; take its text, or the"
                " document that it was made from"
            ),
        ),
    ],
)
def test_a_bad_document_is_named_with_its_line_and_does_not_stop_the_others(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    bad, good = write(tmp_path, name, content), write(tmp_path, "good.txt")
    _, err, status = run(bad, good)
    assert (err, status) == (f"{bad}{message}\n1 of 2 documents not imported.\n", 1)
    assert Article.objects.get().title == "Arms and Words"


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    _, err, status = run(tmp_path, tmp_path / "missing.txt", "with\0nul.txt")
    assert err.splitlines() == [
        f"{tmp_path}: this is a folder; name the documents in it",
        f"{tmp_path / 'missing.txt'}: there is no such file",
        "with\0nul.txt: the file cannot be read: embedded null byte",
        "3 of 3 documents not imported.",
    ]
    assert status == 1


def test_a_title_that_two_articles_share_is_named(tmp_path: Path) -> None:
    for slug in ("one", "two"):
        factories.make_article(title="Arms and Words", slug=slug)
    path = write(tmp_path, "arms.txt")
    assert run(path)[1].splitlines()[0] == (
        f"{path}: several articles have the title “Arms and Words”: one, two; rename all but one"
    )


def test_what_the_database_refuses_is_named_and_nothing_of_it_is_kept(tmp_path: Path) -> None:
    def refuse(**_: Any) -> None:
        raise IntegrityError("someone else was faster")

    path = write(tmp_path, "arms.txt")
    pre_save.connect(refuse, sender=Revision)
    try:
        _, err, status = run(path)
    finally:
        pre_save.disconnect(refuse, sender=Revision)
    assert err.splitlines()[0] == (
        f"{path}: the database refused it, and nothing of it is kept: someone else was faster"
    )
    assert (status, Page.objects.count(), SourceDocument.objects.count()) == (1, 0, 0)


@pytest.mark.parametrize("name", ["ada@example.org", "ADA@example.org", "Ada Editor"])
def test_the_importing_person_is_named_by_address_or_name(tmp_path: Path, name: str) -> None:
    ada = factories.make_user(email="ada@example.org", display_name="Ada Editor")
    run(write(tmp_path, "arms.txt"), user=name)
    assert SourceDocument.objects.get().imported_by == ada
    assert Revision.objects.get().made_by == ada


def test_a_person_whom_nobody_knows_or_two_are_called_is_refused(tmp_path: Path) -> None:
    for number in (1, 2):
        factories.make_user(email=f"ada{number}@example.org", display_name="Ada")
    path = write(tmp_path, "arms.txt")
    assert run(path, user="Ada")[1:] == ("Several people are called Ada.\n", 1)
    assert run(path, user="Eve")[1:] == ("Nobody is called Eve.\n", 1)
    assert Article.objects.count() == 0
