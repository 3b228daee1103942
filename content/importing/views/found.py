"""The upload or document that a view is about, if it is the person's own."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from content.editorial.forms.known import is_key
from content.importing.models import Upload, UploadedDocument
from content.people.models import User


def importer(request: HttpRequest) -> User:
    """The person, who may import. The right is asked first: a stranger learns nothing of what exists."""
    person = request.user
    if not isinstance(person, User) or not person.may("import"):
        raise PermissionDenied
    return person


def own_upload(request: HttpRequest, pk: int) -> tuple[Upload, User]:
    """The upload; those of others and those that have expired are not there."""
    person = importer(request)
    uploads = Upload.objects.of(person, timezone.now())
    upload = uploads.filter(pk=pk).first() if is_key(pk) else None
    if upload is None:
        raise Http404("There is no such upload.")
    return upload, person


def own_document(request: HttpRequest, pk: int, position: int) -> tuple[UploadedDocument, User]:
    upload, person = own_upload(request, pk)
    document = upload.documents.filter(position=position).first() if position < 1_000 else None
    if document is None:
        raise Http404("There is no such document.")
    return document, person


def context(request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    """What every page of the desk shows around its own matter."""
    return {**admin.site.each_context(request), "opts": Upload._meta, "title": title, **more}
