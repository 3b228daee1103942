"""Where the desk's templates find its pages."""

from django import template

from content.editorial.queries import naming
from content.library.addresses import edition_address
from content.library.models import Edition
from content.pages.models import Page, Revision

register = template.Library()


@register.filter
def desk_address(page: Page, view: str = "change") -> str:
    return naming.desk_address(page, view)


@register.filter
def revision_address(revision: Revision) -> str:
    return naming.desk_address(revision.page, "revision", revision.number)


@register.filter
def comparison_address(page: Page, number: int) -> str:
    """Where it is shown what that revision changed."""
    return naming.desk_address(page, "compare", f"r{number - 1}", f"r{number}")


@register.filter
def public_address(edition: Edition) -> str:
    return edition_address(edition.kind, edition.slug, edition.number)
