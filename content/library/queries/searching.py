"""The passages and pages that a search finds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from content.library.addresses import KIND_LABELS, address, topic_address
from content.library.models import Passage, Publication
from content.library.queries.facets import Options
from content.library.queries.quoting import PASSAGE_FIELDS, PassageRow
from content.library.search import backend, marks, matching
from content.library.search.backend import Wanted
from content.library.search.names import PageName, read, with_other_names
from content.library.search.parsing import Asked
from content.library.search.ranking import Row, ranked
from content.library.search.words import stems

# So many passages are ranked and counted; a search that more of them match says so.
MOST: Final = 500
_BEST: Final = 200
_PAGES_LOOKED_AT: Final = 40
_PAGES_SHOWN: Final = 5
KIND, TOPIC, ORGANIZATION, COUNTRY = "kind", "topic", "organization", "country"
_MARK: Final = {KIND: marks.kind, TOPIC: marks.topic, ORGANIZATION: marks.names, COUNTRY: marks.names}


@dataclass(frozen=True)
class FoundPage:
    """A page whose name is, or holds, what was looked for."""

    title: str
    href: str
    kind_label: str
    summary: str = ""
    acronym: str = ""


@dataclass(frozen=True)
class Found:
    """What a search leads to; `rows` are passages, the best first."""

    asked: Asked
    rows: Sequence[Row] = ()
    pages: Sequence[FoundPage] = ()
    is_cut: bool = False
    any_word: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)

    def count_of(self, facet: str, key: str) -> int:
        """How many of the passages belong to what a facet can be narrowed to."""
        return self.counts.get(_MARK[facet](key), 0)


def search(asked: Asked, options: Options, chosen: Mapping[str, Sequence[str]]) -> Found:
    """At most three queries; `chosen` are keys of the facets."""
    if asked.is_empty and not any(chosen.values()):
        return Found(asked)
    narrowed = _narrowed(asked, options, chosen)
    asked, pages = _pages(asked, options, narrowed)
    write = backend.dialect()
    best = matching.best_words(write, asked, narrowed) if asked.terms else ""
    rows = backend.passages(
        Wanted(best, _BEST, a_sample=True), Wanted(matching.all_words(write, asked, narrowed), MOST + 1)
    )
    any_word = not rows and len(asked.terms) > 1
    if any_word:
        rows = backend.passages(Wanted(matching.any_word(write, asked, narrowed), MOST + 1))
    first = ranked(rows, asked)[:MOST]
    counts = Counter(" ".join(marks.about(row.marks) for row in first).split())
    return Found(asked, first, pages, len(rows) > MOST, any_word and bool(rows), counts)


def passages_of(rows: Sequence[Row]) -> list[PassageRow]:
    """The passages themselves, in the order of the rows; one query."""
    wanted = [row.passage for row in rows]
    public = Passage.objects.filter(pk__in=wanted, publication__state=Publication.State.PUBLISHED)
    found = {key: PassageRow(*fields) for key, *fields in public.values_list("pk", *PASSAGE_FIELDS)}
    return [found[key] for key in wanted if key in found]


def _narrowed(asked: Asked, options: Options, chosen: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Marks of which a row holds one of each list: any of the kinds, and all of the rest."""
    topics = [options[TOPIC][slug].key for slug in asked.tags]
    narrowed = [[marks.within(asked.within)]] if asked.within else []
    narrowed += [list(map(marks.kind, chosen[KIND]))] if chosen.get(KIND) else []
    narrowed += [[marks.topic(key)] for key in dict.fromkeys([*topics, *chosen.get(TOPIC, ())])]
    narrowed += [[marks.names(key)] for key in [*chosen.get(ORGANIZATION, ()), *chosen.get(COUNTRY, ())]]
    return narrowed


def _pages(
    asked: Asked, options: Options, narrowed: Sequence[Sequence[str]]
) -> tuple[Asked, list[FoundPage]]:
    """The search with other names of what it names, and the pages that it names; two queries."""
    if not asked.terms:
        return asked, []
    write = backend.dialect()
    rows = backend.pages(
        Wanted(matching.any_name(write, asked), _PAGES_LOOKED_AT),
        Wanted(matching.all_in_names(write, asked), _PAGES_LOOKED_AT),
    )
    names = {page: read(lines) for page, (_, lines) in rows.items()}
    nearness = {
        page: _nearness(asked, names[page])
        for page, (marked, _) in rows.items()
        if all(not set(marked.split()).isdisjoint(choices) for choices in narrowed)
    }
    topics = [] if narrowed else _topics(asked, options)
    return with_other_names(asked, names.values()), _shown(nearness, topics)


def _shown(nearness: Mapping[int, int], topics: Sequence[tuple[int, FoundPage]]) -> list[FoundPage]:
    """A few pages: first those whose whole name was asked for, and those that are short to name."""
    order = list(KIND_LABELS)
    first = sorted(nearness, key=lambda page: (nearness[page], page))[: 3 * _PAGES_SHOWN]
    found = [
        (nearness[one.pk], order.index(one.kind) if one.kind != order[0] else len(order), len(one.title), one)
        for one in Publication.objects.public().filter(pk__in=first)
    ]
    found.sort(key=lambda one: (*one[:3], one[3].title, one[3].pk))
    pages = [
        (
            near,
            FoundPage(
                one.title, address(one.kind, one.slug), KIND_LABELS[one.kind], one.summary, one.acronym
            ),
        )
        for near, _, _, one in found
    ]
    return [page for _, page in sorted([*pages, *topics], key=lambda one: one[0])][:_PAGES_SHOWN]


def _nearness(asked: Asked, names: Sequence[PageName]) -> int:
    """0: the page is what was asked for; 1: one of its names holds all of it; 2: its names do, 3: not all."""
    read_names = [stems(name.surface) for name in names]
    if asked.needle in read_names:
        return 0
    wanted = set(asked.needle)
    if any(wanted <= set(name) for name in read_names):
        return 1
    return 2 if wanted <= {stem for name in read_names for stem in name} else 3


def _topics(asked: Asked, options: Options) -> list[tuple[int, FoundPage]]:
    topics = []
    for option in options[TOPIC].values():
        name = stems(option.label)
        if name and set(asked.needle) <= set(name):
            page = FoundPage(option.label, topic_address(option.value), "Topic")
            topics.append((0 if asked.needle == name else 1, page))
    return sorted(topics, key=lambda one: (one[0], len(one[1].title)))
