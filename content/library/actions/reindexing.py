"""Making the rows of the search index again from what is published."""

from django.db import connection, transaction

from content.library.models import PageWords, Publication, Word
from content.library.publishing.search_rows import make_rows, marked, remove_rows, vocabulary_of
from content.library.search import backend
from content.pages.models import Page


@transaction.atomic
def index_again(*, publication: int) -> None:
    """Make the rows of one publication anew, or take them away if it is not public.

    A short transaction of its own for each page: readers go on searching, and editors go on publishing.
    """
    page = Publication.objects.values_list("page", flat=True).get(pk=publication)
    Page.objects.select_for_update().get(pk=page)  # nobody publishes or withdraws it meanwhile
    current = Publication.objects.get(pk=publication)
    if current.state == Publication.State.PUBLISHED:
        passages = list(current.passages.all())
        names, before = list(current.names.all()), vocabulary_of(current)
        make_rows(current, passages, names, marked(current, passages), before=before)
    else:
        remove_rows(current)


@transaction.atomic
def rebuild_matching() -> None:
    """Have the database make its own index anew, and count the words of all pages again.

    For an index that was damaged: writers wait until it is done.
    """
    with connection.cursor() as cursor:
        for statement in backend.rebuilding():
            cursor.execute(statement)
    counts: dict[str, int] = {}
    for vocabulary in PageWords.objects.values_list("vocabulary", flat=True).iterator(chunk_size=500):
        for word in vocabulary.split():
            counts[word] = counts.get(word, 0) + 1
    Word.objects.all().delete()
    Word.objects.bulk_create(
        (Word(word=word, pages=pages) for word, pages in sorted(counts.items())), batch_size=1_000
    )
