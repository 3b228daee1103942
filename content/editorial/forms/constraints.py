"""What the database would refuse, said in a form beside the field that can mend it."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import BaseConstraint
from django.forms.models import InlineForeignKeyField

from content.editorial.forms.known import KnownChoiceField

# constraint: the field that mends it, and what to tell the editor ("": the constraint has words of its own)
_PLACES: Final[dict[str, tuple[str, str]]] = {
    "no_organization_is_its_own_parent": ("parent", "An organization cannot be its own parent."),
    "no_organization_is_its_own_predecessor": (
        "predecessor",
        "An organization cannot be its own predecessor.",
    ),
    "an_organization_is_founded_before_it_is_dissolved": ("dissolved", ""),
    "a_member_count_says_as_of_when": ("members_as_of", ""),
    "no_organization_is_its_own_member": ("member", "An organization cannot be its own member."),
    "a_membership_begins_before_it_ends": ("until", ""),
    "a_notice_begins_before_it_ends": ("shown_to", ""),
    "no_agreement_supersedes_itself": ("supersedes", "An agreement cannot supersede itself."),
    "an_agreement_is_signed_before_it_ends": ("ended", ""),
    "only_a_policy_has_an_owner": ("owner", ""),
    "a_case_begins_before_it_ends": ("ends", ""),
    "one_country_per_iso2_code": ("iso2", "Another country has this code already."),
    "one_country_per_iso3_code": ("iso3", "Another country has this code already."),
    "one_country_per_m49_code": ("m49", "Another country has this code already."),
    "no_topic_is_broader_than_itself": ("broader", "A topic cannot be broader than itself."),
}


class ConstrainedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A model form that puts each violated constraint beside its field."""

    _errors: Any

    def _post_clean(self) -> None:
        # Django checks constraints inside the row's full_clean, where it forgets which of them was violated.
        self.instance.validate_constraints = self._check_constraints
        try:
            super()._post_clean()  # type: ignore[misc]
        finally:
            del self.instance.validate_constraints

    def _check_constraints(self, exclude: Any = None) -> None:
        errors: dict[str, list[Any]] = {}
        exclude = set(exclude or ()) - self._checked_by_their_fields()
        for model, constraints in self.instance.get_constraints():
            for constraint in self.constraints_of(constraints):
                try:
                    constraint.validate(model, self.instance, exclude=exclude)
                except ValidationError as refusal:
                    field, words = _PLACES.get(constraint.name, ("", ""))
                    place = field if field in self.fields else NON_FIELD_ERRORS
                    errors.setdefault(place, []).append(words or refusal)
        if errors:
            raise ValidationError(errors)

    def _get_validation_exclusions(self) -> set[str]:
        # A field that chose among known pages has looked at them: the model would ask for each of them again.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | self._checked_by_their_fields()

    def _checked_by_their_fields(self) -> set[str]:
        """The pages that a row names and belongs to: Django does not look at them again, constraints do."""
        kinds = (InlineForeignKeyField, KnownChoiceField)
        return {
            name
            for name, field in self.fields.items()
            if isinstance(field, kinds) and name not in (self._errors or {})
        }

    def constraints_of(self, constraints: Iterable[BaseConstraint]) -> Iterable[BaseConstraint]:
        """Those of the constraints that this form asks about."""
        return constraints
