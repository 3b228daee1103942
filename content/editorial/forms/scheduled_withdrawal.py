"""When a page is to be withdrawn, and on which terms."""

from content.editorial.forms.publishing import TimeInUtc
from content.editorial.forms.withdrawing import WithdrawForm


class ScheduleWithdrawalForm(TimeInUtc, WithdrawForm):
    """The terms of a withdrawal, and its time."""

    field_order = ("day", "time", "cause", "superseded_by", "treatment", "reason")
