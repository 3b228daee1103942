"""Why a note is not taken."""


class NoteRefused(Exception):
    """The note is not taken; `field` names what to mend ("" where it is no field), the message says how."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
