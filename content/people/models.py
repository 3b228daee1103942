"""The account: signs in by e-mail, is shown by its display name, has one role."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower

from content.people.roles import MAY, STAFF_ROLES, Role, rights


class UserManager(BaseUserManager["User"]):
    """Makes accounts; e-mail addresses are compared without regard to case."""

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account made for another, or on the command line: its address counts as confirmed."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        fields.setdefault("role", Role.CHIEF_EDITOR)
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField("e-mail address", unique=True)
    display_name = models.CharField(max_length=80, help_text="The name that others see.")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    is_active = models.BooleanField(
        "active", default=True, help_text="Uncheck instead of deleting an account."
    )
    joined_at = models.DateTimeField("joined", auto_now_add=True)
    # The row stays, for what refers to it; content/people/actions.py has what is left in it.
    is_deleted = models.BooleanField("deleted by its owner", default=False, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ("display_name", "email")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_email_whatever_its_case"),
            models.CheckConstraint(
                condition=models.Q(is_deleted=False) | models.Q(is_active=False),
                name="a_deleted_account_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def get_short_name(self) -> str:
        """What the admin's greeting calls the person."""
        return str(self)

    @property
    def is_staff(self) -> bool:
        """Whether the person may enter the admin."""
        return self.is_active and (self.is_superuser or self.role in STAFF_ROLES)

    def may(self, verb: str) -> bool:
        """Whether the person's role allows the verb; unknown verbs raise KeyError."""
        allowed = MAY[verb]
        return self.is_active and (self.is_superuser or self.role in allowed)

    def may_give(self, role: str) -> bool:
        """Whether the role holds no more rights than the person's own."""
        return self.is_superuser or rights(role) <= rights(self.role)

    def may_manage(self, other: "User") -> bool:
        """Whether the person may change the other's account: nobody manages an account with more rights."""
        return self.may("manage people") and (
            self.is_superuser or (not other.is_superuser and self.may_give(other.role))
        )


class SignInAttempts(models.Model):
    """How often someone tried to sign in to an account from a network address; content/people/throttle.py."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    since = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "sign-in attempts"

    def __str__(self) -> str:
        return f"{self.count} since {self.since:%Y-%m-%d %H:%M}"
