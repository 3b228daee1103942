"""Uploads at the desk: the admin gives them their place, views of their own show them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path

from content.importing.models import Upload
from content.importing.views import documents, uploads


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Nothing of the usual forms: an upload is a way, not a row to edit."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(uploads.uploads), name="importing_upload_changelist"),
            path("add/", wrap(uploads.upload_files), name="importing_upload_add"),
            path("<int:pk>/change/", wrap(uploads.upload), name="importing_upload_change"),
            path("<int:pk>/work/", wrap(uploads.work), name="importing_work"),
            path("<int:pk>/confirm/", wrap(uploads.confirm), name="importing_confirm"),
            path("<int:pk>/discard/", wrap(uploads.discard), name="importing_discard"),
            path("<int:pk>/<int:position>/", wrap(documents.document), name="importing_document"),
        ]
