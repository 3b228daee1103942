"""The external address of a topic is a link only where it leads to the web."""

import pytest
from django.test import Client

from tests.factories import make_tag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", " javascript:x", "//elsewhere.example", "/\\elsewhere"],
)
def test_no_other_address_becomes_a_link(address: str) -> None:
    make_tag(name="Trust", external_uri=address)
    html = Client().get("/topics/trust/").content.decode()
    assert "Trust" in html
    assert "Elsewhere" not in html


def test_an_address_of_the_web_does() -> None:
    make_tag(name="Trust", external_uri="https://www.wikidata.org/wiki/Q659974")
    html = Client().get("/topics/trust/").content.decode()
    assert 'href="https://www.wikidata.org/wiki/Q659974"' in html
