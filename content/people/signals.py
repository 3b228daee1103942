"""The news that accounts send up to the rooms above."""

from django.dispatch import Signal

# user: User as it was, keep_notes: bool; sent inside the deleting transaction, before the account is emptied.
# With keep_notes, what was written for others stays, under the name "deleted reader".
account_deleted = Signal()
