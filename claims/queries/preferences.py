"""Reads of what a person chose: keys by screen, and hints that are gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from claims.models import Preferences


@dataclass(frozen=True, slots=True)
class Chosen:
    """`keys` has the changed ones alone: screen -> command -> key."""

    keys_off: bool = False
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hints_gone: frozenset[str] = frozenset()


def of(user: AbstractBaseUser | AnonymousUser) -> Chosen:
    """One query; none for a stranger."""
    row = Preferences.objects.filter(pk=user.pk).first() if user.pk else None
    if row is None:
        return Chosen()
    return Chosen(keys_off=row.keys_off, keys=row.keys, hints_gone=frozenset(row.hints_gone))
