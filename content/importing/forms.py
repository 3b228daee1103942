"""Choosing the files of an upload."""

from typing import Any

from django import forms

from content.importing.formats import KNOWN, LARGEST


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Every chosen file; an empty one too, whose reader says what is wrong with it."""

    def __init__(self, **options: Any) -> None:
        accept = ",".join(KNOWN)
        super().__init__(widget=FilesInput(attrs={"accept": accept}), allow_empty_file=True, **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in chosen or [None]]


class UploadForm(forms.Form):
    """The files."""

    documents = FilesField(
        label="Files", error_messages={"required": "Choose at least one file."}, max_length=1_000
    )

    def contents(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file, no more of them than its reader needs to refuse it."""
        return [(file.name or "document", file.read(LARGEST + 1)) for file in self.cleaned_data["documents"]]
