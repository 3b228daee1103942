"""The other rows of a page in one form: notices, participants, parties, memberships."""

from collections.abc import Hashable
from typing import Any

from django import forms

from content.editorial.forms.rows import OrderedRowForm, RowSet
from content.editorial.forms.wording import DayField, PartialDateInput, TextField
from content.pages.models import Membership, Notice, Participant, Party


class NoticeForm(OrderedRowForm):
    """One notice."""

    text = TextField(
        widget=forms.Textarea(attrs={"class": "vLargeTextField", "rows": 3}), help_text="The exact words."
    )
    shown_from = DayField(required=False, help_text="The first day, in UTC. Empty: at once.")
    shown_to = DayField(required=False, help_text="The last day, in UTC. Empty: for good.")

    class Meta:
        model = Notice
        fields = ("kind", "text", "origin", "shown_from", "shown_to")


class ParticipantForm(OrderedRowForm):
    """One participant."""

    class Meta:
        model = Participant
        fields = ("participant", "role")


class ParticipantSet(RowSet):
    """The participants of a case study."""

    distinct = "participant"
    said_twice = "This participant stands in row {row} already."

    def identity(self, row: Any) -> Hashable:
        return int(row.participant_id)


class PartyForm(OrderedRowForm):
    """One party."""

    class Meta:
        model = Party
        fields = ("party",)


class PartySet(RowSet):
    """The parties of an agreement."""

    distinct = "party"
    said_twice = "This party stands in row {row} already."

    def identity(self, row: Any) -> Hashable:
        return int(row.party_id)


class MembershipForm(OrderedRowForm):
    """One membership."""

    since = PartialDateInput(required=False)
    until = PartialDateInput(required=False)
    evidence = TextField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text="What this rests on."
    )

    class Meta:
        model = Membership
        fields = ("member", "status", "since", "until", "confidence", "confidence_note", "evidence")


class MembershipSet(RowSet):
    """The memberships in an organization: at most one current membership for each member."""

    distinct = "member"
    said_twice = (
        "This member has a current membership in row {row} already. Make one of them a former membership."
    )

    def identity(self, row: Any) -> Hashable:
        return None if row.status == Membership.Status.FORMER else int(row.member_id)
