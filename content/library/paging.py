"""Long lists in pages: which page is asked for, and the way to its neighbors."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict


@dataclass(frozen=True)
class Pages:
    """Where a page of a list stands among the others."""

    number: int
    count: int
    previous_href: str | None
    next_href: str | None


def page_number(query: QueryDict) -> int:
    """The page that is asked for; the first one where the query says nothing that makes sense."""
    asked = query.get("page", "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 1


def clamped(asked: int, total: int, per_page: int) -> tuple[int, int]:
    """The page that is shown and how many there are: past the end, the last one is shown."""
    count = max(1, -(-total // per_page))
    return min(asked, count), count


def pager(request: HttpRequest, number: int, count: int) -> Pages:
    """The neighbors keep what else the address says."""
    return Pages(
        number,
        count,
        _href(request, number - 1) if number > 1 else None,
        _href(request, number + 1) if number < count else None,
    )


def _href(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path
