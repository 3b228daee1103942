"""Uploads for tests: files sent as a browser sends them, and the pages that follow."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from content.importing.models import WORK, Upload, UploadedDocument

ADD = "/admin/importing/upload/add/"
PROSE = "Nations meet in forums and speak about common concerns there, as they have done for long."
GOOD = f"""Arms and Words

They meet in forums.

First

{PROSE} Trust in numbers comes first.

Trust in Numbers

{PROSE} Trust follows.Embracing it is hard.

See also: NATO

Second

“{PROSE}
"""


def send(client: Client, *files: tuple[str, str | bytes]) -> Any:
    """The answer to sending these files (name, content)."""
    sent = [
        SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
        for name, content in files
    ]
    return client.post(ADD, {"documents": sent})


def uploaded(client: Client, *files: tuple[str, str | bytes]) -> Upload:
    """The upload of these files, each of them read; on a slow machine that takes several requests."""
    answer = send(client, *files)
    assert answer.status_code == 302, answer.content.decode()
    upload = Upload.objects.get(pk=answer.headers["Location"].split("/")[-3])
    finish(client, upload)
    return upload


def finish(client: Client, upload: Upload) -> None:
    for _ in range(3 * upload.documents.count()):
        if upload.documents.filter(state__in=WORK).exists():
            client.post(f"/admin/importing/upload/{upload.pk}/work/")


def document_at(client: Client, content: str | bytes = GOOD, name: str = "arms.txt") -> UploadedDocument:
    return uploaded(client, (name, content)).documents.get()


def address(document: UploadedDocument) -> str:
    return f"/admin/importing/upload/{document.upload_id}/{document.position}/"


def decide(client: Client, document: UploadedDocument, do: str = "save", **fields: str) -> UploadedDocument:
    """Press a button of the document's page; the document as it stands then."""
    document.refresh_from_db()
    client.post(address(document), {"seen": len(document.steps), "do": do, **fields})
    finish(client, document.upload)
    document.refresh_from_db()
    return document
