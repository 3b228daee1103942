"""Where the desk's templates find its pages."""

from django import template

from content.editorial.queries import naming
from content.pages.models import Page, Revision

register = template.Library()


@register.filter
def desk_address(page: Page, view: str = "change") -> str:
    return naming.desk_address(page, view)


@register.filter
def revision_address(revision: Revision) -> str:
    return naming.desk_address(revision.page, "revision", revision.number)
