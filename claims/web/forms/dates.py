"""A date in the detail in which it is known, as a form field."""

from typing import Any

from django import forms

from claims.errors import BadDate
from claims.text.dates import PartialDate, parse_date

HELP = "As far as known: 2021, 2021-08, 2021-08-27, 2021-08-27T14:05Z."


class PartialDateField(forms.CharField):
    """What is no date is refused with the sentence of its reader; empty is None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", HELP)
        super().__init__(required=False, max_length=100, **options)

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        try:
            return parse_date(text) if text else None
        except BadDate as wrong:
            raise forms.ValidationError(wrong.message) from wrong
