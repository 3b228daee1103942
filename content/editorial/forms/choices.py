"""What an editor decides where two people wrote the same: theirs, mine, or words of one's own."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from content.editorial.forms.wording import TextField
from content.editorial.merging import Conflict, Path

THEIRS, MINE, OWN = "theirs", "mine", "own"
_MISSING: Final = {"required": "Choose one."}


class ChoicesForm(forms.Form):
    """One choice for each conflict, none of them made beforehand; a text can be written anew."""

    def __init__(
        self,
        conflicts: Sequence[Conflict],
        rewritable: Sequence[bool],
        theirs: str,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.conflicts = conflicts
        for number, (conflict, may) in enumerate(zip(conflicts, rewritable, strict=True)):
            choices = [(THEIRS, f"Take {theirs}"), (MINE, "Keep mine")]
            choices += [(OWN, "Write it anew, below")] if may else []
            self.fields[f"choice-{number}"] = forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                label="What to keep here",
                error_messages=_MISSING,
            )
            if may:
                written = text_of(conflict.mine if conflict.mine is not None else conflict.theirs)
                self.fields[f"own-{number}"] = TextField(
                    required=False,
                    initial=written,
                    label="In your own words",
                    widget=forms.Textarea(attrs={"rows": min(12, 2 + len(written) // 80), "data-own": ""}),
                )

    def decided(self) -> dict[Path, Any]:
        return {conflict.path: self._decided(number) for number, conflict in enumerate(self.conflicts)}

    def _decided(self, number: int) -> Any:
        conflict = self.conflicts[number]
        choice = self.cleaned_data[f"choice-{number}"]
        if choice != OWN:
            return conflict.theirs if choice == THEIRS else conflict.mine
        written = self.cleaned_data[f"own-{number}"]
        section = conflict.mine if conflict.mine is not None else conflict.theirs
        return {**section, "body": written} if isinstance(section, dict) else written


def is_text(conflict: Conflict) -> bool:
    """Whether the unit can be written anew: texts, and sections that one side deleted."""
    sides = [side for side in (conflict.base, conflict.theirs, conflict.mine) if side is not None]
    is_section = conflict.path[0] == "sections" and len(conflict.path) == 2
    return all(isinstance(side, str) or (is_section and isinstance(side, dict)) for side in sides)


def text_of(side: Any) -> str:
    return str(side["body"]) if isinstance(side, dict) else str(side)
