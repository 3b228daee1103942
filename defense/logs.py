"""What never reaches a log: the secrets in addresses, of shared previews and of mails about accounts."""

import logging
import re
from typing import Any, Final

_SECRET: Final = re.compile(r"(/(?:preview|accounts/confirm-email|accounts/password/reset/key)/)[^/\s?\"']+")


class WithoutSecrets(logging.Filter):
    """Blackens the secret in a record's message and arguments, wherever an address stands in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _masked(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_masked, record.args))
        return True


def _masked(said: Any) -> Any:
    return _SECRET.sub(r"\1***", said) if isinstance(said, str) else said
