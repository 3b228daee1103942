"""The count of changes of the public site, by which kept pages are known to be fresh."""

from django.db import models


class Generation(models.Model):
    """One row: a number that every change of the public site moves on, and when it did."""

    number = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.number)
