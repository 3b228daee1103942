"""The rows of the search index: what current editions are found by, and what was looked for in vain.

Beside these columns the migration keeps what the database matches: on SQLite an FTS5 table with triggers
that follow every change of a row, on PostgreSQL a tsvector column that the database computes itself.
"""

from django.db import models

from content.library.models.edition import Publication
from content.library.models.index import Passage


class PageWords(models.Model):
    """A published page as search finds it by its names."""

    publication = models.OneToOneField(
        Publication, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    body = models.TextField(help_text="The stems of its names.")
    marks = models.TextField(help_text="See content/library/search/marks.py.")
    names = models.TextField(help_text="One name a line, after a sign; see content/library/search/names.py.")
    vocabulary = models.TextField(blank=True, help_text="The words of the whole page as they are spelled.")
    version = models.PositiveSmallIntegerField(help_text="Of the code that read the words.")

    def __str__(self) -> str:
        return f"{self.publication_id}: {self.body}"


class PassageWords(models.Model):
    """A passage as search finds it."""

    passage = models.OneToOneField(Passage, on_delete=models.CASCADE, primary_key=True, related_name="+")
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    body = models.TextField(help_text="The stems of its words.")
    marks = models.TextField(help_text="See content/library/search/marks.py.")

    def __str__(self) -> str:
        return f"{self.passage_id}: {self.body}"


class Word(models.Model):
    """A word as published pages spell it, from which misspelled ones are put right."""

    word = models.CharField(max_length=40, unique=True)
    pages = models.IntegerField(help_text="How many published pages hold it.")

    def __str__(self) -> str:
        return self.word


class Miss(models.Model):
    """Words that were searched for and found nothing; nobody's name and no time is kept with them."""

    words = models.CharField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "misses"

    def __str__(self) -> str:
        return f"{self.words} ({self.count})"
