"""The people of tests at the desk: an author, an editor and a chief editor."""

import pytest

from content.people.models import User
from content.people.roles import Role
from tests.factories import make_user


@pytest.fixture
def ana() -> User:
    return make_user(role=Role.AUTHOR, display_name="Ana")


@pytest.fixture
def ben() -> User:
    return make_user(role=Role.EDITOR, display_name="Ben")


@pytest.fixture
def chief() -> User:
    return make_user(role=Role.CHIEF_EDITOR, display_name="Cleo")
