"""Articles."""

from django.contrib import admin

from content.editorial.admin.base import PageAdmin
from content.pages.models import Article


@admin.register(Article)
class ArticleAdmin(PageAdmin):
    """A text in sections."""

    kind_filters = ("source_document__imported_at",)
