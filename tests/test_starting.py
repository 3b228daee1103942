"""What `make run` does before it serves: folder, key, port, first content, first account, static files."""

import socket
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from content.pages.models import Page
from content.people.models import User
from content.people.roles import Role
from defense import starting, trial
from tests.factories import make_user


def test_a_folder_that_does_not_exist_is_made(tmp_path: Path) -> None:
    starting.make_folder(tmp_path / "new" / "var")
    assert (tmp_path / "new" / "var").is_dir()


def test_a_folder_that_cannot_be_written_to_is_one_line_that_names_it() -> None:
    with pytest.raises(starting.CannotStart) as refused:
        starting.make_folder(Path("/proc/var"))
    assert str(refused.value).startswith("/proc/var cannot be written to (")
    assert "\n" not in str(refused.value)


def test_a_file_where_the_folder_should_be_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file")
    with pytest.raises(starting.CannotStart, match="cannot be written to"):
        starting.make_folder(tmp_path / "var")


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = starting.secret_key(tmp_path)
    assert len(first) >= 60
    assert starting.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_sites_have_different_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert starting.secret_key(tmp_path / "a") != starting.secret_key(tmp_path / "b")


def test_a_port_in_use_is_one_line_that_names_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(starting.CannotStart) as refused:
            starting.see_that_the_port_is_free("127.0.0.1", port)
    assert str(refused.value) == (
        f"Port {port} on 127.0.0.1 is in use. Choose another: make run PORT={port + 1}"
    )


def test_a_free_port_is_left_free() -> None:
    port = trial.free_port()
    starting.see_that_the_port_is_free("127.0.0.1", port)
    starting.see_that_the_port_is_free("127.0.0.1", port)


def test_a_host_that_is_no_address_of_this_machine_is_refused() -> None:
    with pytest.raises(starting.CannotStart, match=r"192\.0\.2\.1"):
        starting.see_that_the_port_is_free("192.0.2.1", 8000)


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80.0", "٨٠٠٠٠", "²"])
def test_a_port_that_is_no_number_is_refused(port: str) -> None:
    with pytest.raises(starting.CannotStart) as refused:
        call_command("serve", port=port)
    assert str(refused.value) == f"PORT={port} is no port: a number from 1 to 65535 is."


@pytest.mark.django_db
def test_the_first_editor_gets_a_random_password_and_the_rights_of_a_chief_editor() -> None:
    password = starting.make_first_editor()
    editor = User.objects.get()
    assert password
    assert editor.check_password(password)
    assert (editor.role, editor.is_staff, editor.is_superuser) == (Role.CHIEF_EDITOR, True, False)


@pytest.mark.django_db
def test_no_account_is_made_when_somebody_has_one() -> None:
    make_user(role=Role.READER)
    assert starting.make_first_editor() is None
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_database_with_a_page_is_not_empty() -> None:
    assert starting.is_empty()
    Page.objects.create(kind="country", slug="kept", title="Kept")
    assert not starting.is_empty()


@pytest.mark.django_db
def test_a_first_load_that_fails_halfway_leaves_the_database_empty(tmp_path: Path) -> None:
    good = '[{"model": "pages.country", "fields": {"kind": "country", "slug": "x", "title": "X"}}]'
    (tmp_path / "a.json").write_text(good)
    (tmp_path / "b.json").write_text('[{"model": "pages.country", "fields": {"no": "such field"}}]')
    with pytest.raises(Exception, match="no"):
        starting.load_first_content(tmp_path)
    assert not Page.objects.exists()


def test_static_files_are_collected_again_only_when_one_has_changed(
    tmp_path: Path, settings: Settings
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    assert starting.collect_static_files(tmp_path)
    assert not starting.collect_static_files(tmp_path)
    (source / "a.css").write_text("a { color: red }")  # in the same second
    assert starting.collect_static_files(tmp_path)
    assert (tmp_path / "static" / "a.css").read_text() == "a { color: red }"
