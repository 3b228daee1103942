"""The password hash: Argon2id with a memory cost that a small machine survives under a flood of logins."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: the OWASP minimum. Django's default takes 100 MB a hash."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
