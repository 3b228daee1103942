"""`manage.py publish`: pages of the working copy become editions."""

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Case, IntegerField, QuerySet, Value, When

from content.library.actions import NotPublishable, publish
from content.library.addresses import SEGMENTS
from content.pages.models import Kind, Page
from content.people.models import User

# What texts name comes before the texts, so that their first editions link to it.
ORDER: Final = (Kind.ORGANIZATION, Kind.COUNTRY, Kind.AGREEMENT, Kind.CASE_STUDY, Kind.ARTICLE)


class Command(BaseCommand):
    help = "Publish pages: each that changed since its last edition gets the next one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slugs",
            nargs="*",
            metavar="SLUG",
            help="nato, or organization/nato where two pages have the same slug",
        )
        parser.add_argument("--all", action="store_true", help="every page")
        parser.add_argument("--note", default="", help="what changed, for readers")
        parser.add_argument("--minor", action="store_true", help="do not move the date of the last change")
        parser.add_argument("--user", metavar="E-MAIL", help="who publishes")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"] == bool(options["slugs"]):
            raise CommandError("Say which pages: either --all, or one or more slugs.")
        by = _user(options["user"]) if options["user"] else None
        pages = list(_in_order(Page.objects.all())) if options["all"] else _pages_of(options["slugs"])
        refused = 0
        for page in pages:
            try:
                done = publish(page=page, by=by, note=options["note"], minor=options["minor"])
            except NotPublishable as refusal:
                refused += 1
                self.stderr.write(f"{_name(page)}: refused. {' '.join(refusal.reasons)}")
                continue
            if options["verbosity"]:
                what = f"published edition {done.edition.number}" if done.is_new else "unchanged"
                self.stdout.write(f"{_name(page)}: {what}")
        if refused:
            raise CommandError(f"{refused} of {len(pages)} pages refused.", returncode=1)


def _in_order(pages: QuerySet[Page]) -> QuerySet[Page]:
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ORDER)]
    return pages.order_by(Case(*places, default=Value(len(ORDER)), output_field=IntegerField()), "slug")


def _pages_of(slugs: list[str]) -> list[Page]:
    """The pages in the order of publishing; all that is wrong with the slugs is said at once."""
    found = {}
    problems = []
    for asked in slugs:
        kind, _, slug = asked.rpartition("/")
        matching = Page.objects.filter(slug=slug, **({"kind": _kind(kind)} if kind else {}))
        pages = list(_in_order(matching))
        if not pages:
            problems.append(f"There is no page “{asked}”.")
        elif len(pages) > 1:
            choices = " or ".join(_name(page) for page in pages)
            problems.append(f"“{asked}” is the slug of {len(pages)} pages. Say {choices}.")
        else:
            found[pages[0].pk] = pages[0]
    if problems:
        raise CommandError(" ".join(problems))
    return sorted(found.values(), key=lambda page: (ORDER.index(Kind(page.kind)), page.slug))


def _kind(written: str) -> str:
    """A kind as it is called (case_study, case-study) or as it stands in addresses (case-studies)."""
    segments = {segment: kind for kind, segment in SEGMENTS.items()}
    return segments.get(written, written.replace("-", "_"))


def _name(page: Page) -> str:
    return f"{page.kind}/{page.slug}"


def _user(email: str) -> User:
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        raise CommandError(f"Nobody signs in as {email}.")
    return user
