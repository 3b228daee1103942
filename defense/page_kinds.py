"""Finds examples of every kind of public page by following links, as a crawler would."""

import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

from content.library.actions import publish, withdraw
from content.pages.models import Page

MOST_PAGES = 1_000
WITHDRAWN = "sadc"
# Reached by no link: a withdrawn page, unknown addresses, a list that finds nothing, an odd page number.
UNLINKED = (
    *(f"/organizations/{WITHDRAWN}/", "/no-such-page/", "/articles/no-such-article/"),
    *("/articles/?topic=no-such-topic", "/articles/?page=x"),
)


def make_history() -> None:
    """A second edition of every page and one page withdrawn: comparisons and 410 are kinds of pages, too."""
    for page in Page.objects.order_by("pk"):
        page.summary = f"{page.summary} A sentence was added."
        page.save()
        publish(page=page, by=None, note="A sentence was added.")
    withdraw(page=Page.objects.get(slug=WITHDRAWN), by=None, reason="It was an example.")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.extend(value for name, value in attributes if name == "href" and value)


def fetch(url: str) -> tuple[int, str, str]:
    """Status, content type and text; an error page is an answer too."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310
            return answer.status, answer.headers.get_content_type(), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers.get_content_type(), error.read().decode()


def kind_of(path: str, *, filtered: bool) -> str:
    """What makes pages look different: the view, the kind of page, and whether a list is filtered."""
    try:
        match = resolve(path)
    except Resolver404:
        return "unknown address"
    words = [match.view_name, str(match.kwargs.get("kind", "")), "filtered" if filtered else ""]
    return " ".join(filter(None, words))


def examples(site: str, *, most: int = 2) -> Iterator[tuple[str, str, str]]:
    """(kind, address, HTML) of up to `most` pages of every kind; raises where a link leads to no page.

    A withdrawn page is no page to link to either.
    """
    waiting = deque(["/", *UNLINKED])
    seen = set(waiting)
    counts: dict[str, int] = {}
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        address = waiting.popleft()
        path, query = urlsplit(address)[2:4]
        kind = kind_of(path, filtered=bool(query))
        if counts.get(kind, 0) >= most and address not in UNLINKED:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        status, content_type, text = fetch(site + address)
        if status != 200 and address not in UNLINKED:
            raise LookupError(f"{address} is linked and answers {status}")
        if content_type != "text/html":
            continue
        yield kind if status == 200 else f"{kind} {status}", address, text
        for link in _inside(site, address, text):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _inside(site: str, address: str, text: str) -> Iterator[str]:
    parser = _Links()
    parser.feed(text)
    for href in parser.found:
        link = urldefrag(urljoin(site + address, href)).url
        if link.startswith(f"{site}/") and not link.startswith(f"{site}/admin/"):
            yield link.removeprefix(site)
