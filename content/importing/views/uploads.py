"""Uploads: choosing files, seeing how far they are, making drafts of them."""

import time
from typing import Final

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.importing import actions
from content.importing.formats import KNOWN
from content.importing.forms import UploadForm
from content.importing.models import WORK, State, Upload, UploadedDocument
from content.importing.views.found import context, importer, own_upload
from content.people.models import User

WORK_SECONDS: Final = 3  # no piece of work begins later in a request, and none takes longer than 12 s


@require_safe
def uploads(request: HttpRequest) -> HttpResponse:
    """The person's own uploads."""
    own = Upload.objects.of(importer(request), timezone.now())
    counted = own.annotate(
        files=Count("documents"),
        drafts=Count("documents", filter=Q(documents__state=State.IMPORTED)),
        waiting=Count("documents", filter=Q(documents__state__in=[*WORK, State.PROPOSED])),
    )
    return render(request, "admin/importing/uploads.html", context(request, "Uploads", uploads=counted))


@require_http_methods(["GET", "HEAD", "POST"])
def upload_files(request: HttpRequest) -> HttpResponse:
    """Choose files; they are kept, and as many as can be at once are read."""
    person = importer(request)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if form.is_bound and form.is_valid():
        try:
            upload = actions.receive(files=form.contents(), by=person, at=timezone.now())
        except actions.TooMuch as refused:
            form.add_error("documents", str(refused))
        else:
            _work(upload, person)
            return redirect("admin:importing_upload_change", upload.pk)
    more = {"form": form, "known": KNOWN, "most": actions.MOST_FILES}
    status = 422 if form.is_bound else 200
    page = context(request, "Import documents", **more)
    return render(request, "admin/importing/add.html", page, status=status)


@require_safe
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Every file with where it stands."""
    kept, _ = own_upload(request, pk)
    documents = list(kept.documents.defer("data", "parsed", "steps").select_related("page"))
    working = sum(document.state in WORK for document in documents)
    more = {
        "original": kept,
        "documents": documents,
        "working": working,
        "done": len(documents) - working,
        "proposed": sum(document.state == State.PROPOSED for document in documents),
        "State": State,
    }
    return render(request, "admin/importing/upload.html", context(request, "Files", **more))


@require_POST
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with what waits."""
    kept, person = own_upload(request, pk)
    _work(kept, person)
    return redirect("admin:importing_upload_change", kept.pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make drafts of all files that were read."""
    kept, person = own_upload(request, pk)
    for document in kept.documents.filter(state=State.PROPOSED).only("pk"):
        actions.move(document=document, to=State.CONFIRMED)
    _work(kept, person)
    return redirect("admin:importing_upload_change", kept.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    kept, _ = own_upload(request, pk)
    actions.discard(upload=kept)
    messages.success(request, "The upload is deleted. Drafts that were made of it stay.")
    return redirect("admin:importing_upload_changelist")


def _work(kept: Upload, person: User) -> None:
    """As many pieces of work as begin in the time that a request has."""
    until = time.monotonic() + WORK_SECONDS
    while time.monotonic() < until and actions.work_on(upload=kept, by=person, at=timezone.now()):
        pass


def draft_made(request: HttpRequest, document: UploadedDocument, person: User) -> None:
    """Make the draft of one file now; the upload's page tells what came of it."""
    if actions.move(document=document, to=State.CONFIRMED):
        _work(document.upload, person)
