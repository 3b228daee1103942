"""The index of the current editions: what names what, where; made from the editions alone."""

from typing import ClassVar

from django.db import models

from content.library.models.declined import DeclinedTitle
from content.library.models.edition import Edition, Publication
from content.pages.models import Page, Tag


class Passage(models.Model):
    """One block of a current edition: a paragraph, a list item, a quote or a table."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="passages")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=12, unique=True)
    number = models.PositiveIntegerField(help_text="¶ in this edition.")
    kind = models.CharField(max_length=20)
    section_number = models.CharField(max_length=20, blank=True)
    section_heading = models.CharField(max_length=250, blank=True)
    section_slug = models.CharField(max_length=160)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("publication", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="one_passage_per_number"),
        ]

    def __str__(self) -> str:
        return self.key


class LinkKind(models.TextChoices):
    """What an edge means."""

    MENTION = "mention", "mentions"
    PAGE_LINK = "page_link", "links to"
    SEE_ALSO = "see_also", "see also"
    PARTICIPANT = "participant", "has as participant"
    MEMBER = "member", "has as member"
    PARTY = "party", "has as party"
    OWNER = "owner", "is a policy of"
    PARENT = "parent", "is part of"
    PREDECESSOR = "predecessor", "succeeds"
    SUPERSEDES = "supersedes", "supersedes"
    AGREEMENT = "agreement", "rests on"
    TELLS = "tells", "is told by"


# By which a text names a page in its words.
NAMING = (LinkKind.MENTION, LinkKind.PAGE_LINK)


class LinkQuerySet(models.QuerySet["Link"]):
    """Edges as the public sees them."""

    def public(self) -> "LinkQuerySet":
        return self.filter(publication__state=Publication.State.PUBLISHED)

    def wanted(self, *, with_declined: bool = False) -> "LinkQuerySet":
        """Edges to titles that no page has yet; without those that no page will have, unless asked for."""
        named = self.public().filter(target=None).exclude(wanted_key="")
        return named if with_declined else named.exclude(wanted_key__in=DeclinedTitle.objects.values("key"))


class Link(models.Model):
    """An edge from a current edition to a page, or to a title that is wanted."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="links")
    number = models.PositiveIntegerField(help_text="N of link:N in the edition.")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    target = models.ForeignKey(Page, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=250, help_text="As it is printed.")
    wanted_key = models.CharField(max_length=250, blank=True)
    passage = models.ForeignKey(
        Passage, on_delete=models.CASCADE, null=True, blank=True, related_name="links"
    )
    section_slug = models.CharField(max_length=160, blank=True)
    start = models.PositiveIntegerField(default=0, help_text="In the passage’s text.")
    end = models.PositiveIntegerField(default=0)
    detail = models.JSONField(default=dict, blank=True, help_text="A role, a status, dates.")

    objects: ClassVar = LinkQuerySet.as_manager()

    class Meta:
        ordering = ("publication", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "number"], name="one_link_per_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["target", "kind"], name="links_by_target"),
            models.Index(fields=["wanted_key"], name="links_by_wanted_title"),
        ]

    def __str__(self) -> str:
        return f"{self.publication} {self.get_kind_display()} {self.title}"


class Name(models.Model):
    """A surface form of a published page, by which texts name it and `[[ ]]` finds it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="names")
    surface = models.CharField(max_length=250)
    key = models.CharField(max_length=250, db_index=True)
    case_sensitive = models.BooleanField(default=True)
    mentions = models.BooleanField(default=True, help_text="Whether texts that use it name the page.")

    def __str__(self) -> str:
        return self.surface


class Naming(models.Model):
    """How often a current edition names a page."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="namings")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "page"], name="one_count_per_named_page"),
        ]

    def __str__(self) -> str:
        return f"{self.publication} names {self.page_id} {self.count} times"


class PublicationTag(models.Model):
    """A topic of a current edition."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="topics")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "tag"], name="a_publication_has_a_topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.publication}: {self.tag}"


class PassageTopic(models.Model):
    """A passage that names a topic in its words."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="topics")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["passage", "tag"], name="a_passage_names_a_topic_once"),
        ]

    def __str__(self) -> str:
        return f"{self.passage}: {self.tag}"
