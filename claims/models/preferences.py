"""What a person chose for every workspace: keys and hints. No evidence, so no event tells of it."""

from django.conf import settings
from django.db import models


class Preferences(models.Model):
    """One row a person who chose anything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="preferences"
    )
    keys_off = models.BooleanField(default=False)
    """Whether letters and signs do nothing by themselves; keys like Escape go on working."""
    keys = models.JSONField(default=dict)
    """{screen: {command: key}}; an empty key is none."""
    hints_gone = models.JSONField(default=list)
    """Names of hints that were sent away."""

    def __str__(self) -> str:
        return f"{self.user}"
