"""Pages that exist only as drafts, as a preview would show them once they are published."""

from dataclasses import dataclass
from typing import Any

from content.editorial.queries.naming import address_of
from content.library.addresses import KIND_LABELS
from content.library.mentions import Name
from content.library.models import Publication
from content.library.queries.targets import Target, Targets
from content.library.wording import title_key
from content.pages.models import Agreement, Alias, Kind, Organization, Page


@dataclass(frozen=True)
class DraftTarget(Target):
    """A draft that a preview links to: at the desk, for it has no public address yet."""

    @property
    def href(self) -> str:
        return address_of(self.kind, self.page, "preview") + "?drafts=1"

    @property
    def described(self) -> str:
        return f"Draft, {KIND_LABELS[self.kind]}: {self.short}"


@dataclass
class Drafts:
    """The drafts that texts may name: where they stand, by their keys, and their names."""

    by_page: dict[int, Target]
    by_key: dict[str, Target]
    names: list[Name]

    def resolve(self, targets: Targets) -> None:
        """Lead to drafts what leads to no public page."""
        targets.by_page = {**self.by_page, **targets.by_page}
        targets.by_key = {**self.by_key, **targets.by_key}


def drafts(*, without: int) -> Drafts:
    """Every page that readers cannot open, but that one; in four queries."""
    public = Publication.objects.public().values("page")
    rows: Any = Page.objects.exclude(pk__in=public).exclude(pk=without).order_by("pk")
    pages = list(rows.values_list("pk", "kind", "slug", "title"))
    acronyms = _acronyms()
    by_page: dict[int, Target] = {
        pk: DraftTarget(pk, kind, slug, title, acronyms.get(pk, "")) for pk, kind, slug, title in pages
    }
    names = [
        Name(words, pk, True)
        for pk, target in by_page.items()
        for words in (target.title, target.acronym)
        if words and target.kind != Kind.ARTICLE
    ]
    keys = {title_key(target.title): target for target in reversed(by_page.values())}
    aliases = Alias.objects.filter(page__in=list(by_page), ambiguous=False).order_by("pk")
    for pk, surface, case_sensitive in aliases.values_list("page", "surface", "case_sensitive"):
        names.append(Name(surface, pk, case_sensitive))
        keys.setdefault(title_key(surface), by_page[pk])
    return Drafts(by_page, keys, names)


def _acronyms() -> dict[int, str]:
    found: dict[int, str] = {}
    for model in (Organization, Agreement):
        rows: Any = model._base_manager.all()
        found |= dict(rows.exclude(acronym="").values_list("pk", "acronym"))
    return found
