"""The crawl of the audit: what it takes for a kind of page, and that no link of the site leads nowhere."""

import pytest

from defense import page_kinds, trial


@pytest.mark.parametrize(
    ("path", "filtered", "kind"),
    [
        ("/", False, "home"),
        ("/articles/", False, "pages_of_a_kind article"),
        ("/articles/", True, "pages_of_a_kind article filtered"),
        ("/organizations/nato/", False, "named_page organization"),
        ("/no-such-page", False, "unknown address"),
    ],
)
def test_a_kind_of_page_is_its_view_the_kind_it_shows_and_whether_it_is_filtered(
    path: str, filtered: bool, kind: str
) -> None:
    assert page_kinds.kind_of(path, filtered=filtered) == kind


@pytest.mark.server
def test_no_link_of_the_site_leads_nowhere(published_site: trial.Trial) -> None:
    kinds = {kind for kind, *_ in page_kinds.examples(published_site.url, most=30)}
    assert {
        "home",
        "text article",
        "text case_study",
        "topic",
        "wanted",
        "passage",
        "unknown address 404",
    } < kinds
