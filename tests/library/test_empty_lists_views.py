"""A list with nothing in it offers the next step, and no filter that could only find nothing."""

import pytest
from django.test import Client

from content.library.addresses import SEGMENTS, list_address
from tests.public import Site

pytestmark = pytest.mark.django_db
FILTERS = 'aria-label="Filters"'


@pytest.mark.parametrize("kind", SEGMENTS)
def test_a_list_without_pages_leads_on_and_has_no_filters(client: Client, kind: str) -> None:
    text = client.get(list_address(kind)).content.decode()
    assert FILTERS not in text
    assert all(
        f'<a href="{list_address(other)}">' in text.partition('class="empty"')[2]
        for other in SEGMENTS
        if other != kind
    )


def test_a_list_whose_filters_find_nothing_keeps_them_to_be_taken_back(
    client: Client, small_site: Site
) -> None:
    text = client.get(f"/organizations/?topic={small_site.topic.slug}").content.decode()
    assert 'class="empty"' in text
    assert "(remove this filter)" in text
    assert FILTERS in text
