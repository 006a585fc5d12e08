"""Writes of what a person chose for themselves; no workspace has a part in it, so there is no event."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from claims.models import Preferences


@transaction.atomic
def switch_keys(user: AbstractBaseUser, *, off: bool) -> None:
    """Whether letters and signs do anything by themselves."""
    row = _locked(user)
    row.keys_off = off
    row.save(update_fields=["keys_off"])


@transaction.atomic
def choose_keys(user: AbstractBaseUser, screen: str, chosen: Mapping[str, str]) -> None:
    """The keys of one screen that differ from what they are for everybody; the caller has checked them."""
    row = _locked(user)
    row.keys = {name: keys for name, keys in row.keys.items() if name != screen} | ({screen: chosen} if chosen else {})
    row.save(update_fields=["keys"])


@transaction.atomic
def reset_keys(user: AbstractBaseUser) -> None:
    """Every key of every screen as it is for everybody, and working."""
    row = _locked(user)
    row.keys, row.keys_off = {}, False
    row.save(update_fields=["keys", "keys_off"])


@transaction.atomic
def send_hint_away(user: AbstractBaseUser, hint: str) -> None:
    row = _locked(user)
    row.hints_gone = sorted({*row.hints_gone, hint})
    row.save(update_fields=["hints_gone"])


@transaction.atomic
def bring_hints_back(user: AbstractBaseUser) -> None:
    row = _locked(user)
    row.hints_gone = []
    row.save(update_fields=["hints_gone"])


def _locked(user: AbstractBaseUser) -> Preferences:
    row, _ = Preferences.objects.select_for_update().get_or_create(user_id=user.pk)
    return row
