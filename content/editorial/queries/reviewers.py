"""Who can review a page's changes."""

from django.db.models import QuerySet

from content.editorial.queries.standing import Standing
from content.people.models import User
from content.people.roles import MAY


def reviewers(now: Standing) -> QuerySet[User]:
    """Whoever may review and made none of the changes."""
    return User.objects.filter(is_active=True, role__in=MAY["review"]).exclude(pk__in=now.makers)
