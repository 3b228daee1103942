"""A ModelAdmin of pages that tells who else has a page open, on its form and in its list."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from content.editorial.queries.naming import desk_address
from content.editorial.queries.presence import who_is_here
from content.pages.models import Page
from content.people.models import User


class TellsWhoIsHere:
    """It only tells: nobody is locked out."""

    def who_is_here(self, request: HttpRequest, page: Page) -> dict[str, Any]:
        """For the head of the form. Of the person's own tabs only the browser knows which is another."""
        person = request.user
        if not isinstance(person, User) or not person.may("write"):
            return {}
        here = who_is_here(page_key=page.pk, person=person, at=timezone.now(), with_own=False)
        return {"here": here, "presence_address": desk_address(page, "presence")}

    @admin.display(description="open with")
    def open_with(self, page: Any) -> str:
        return str(page.open_with)
