"""Merging and splitting sources, as forms."""

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.services.source_resolver import LONGEST_NAME

OFFERED = {"list": "source-names", "autocomplete": "off"}


class MergeForm(forms.Form):
    into = forms.CharField(
        label="Counts as",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs=OFFERED),
        help_text="A source of the registry, by name.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SplitForm(forms.Form):
    to = forms.CharField(
        label="They are said by",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Another source by name; one that is not in the registry is made.",
    )
    steps = forms.MultipleChoiceField(error_messages={"required": "Tick the steps that are another source's."})
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, steps: Sequence[str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["steps"].choices = [(step, step) for step in steps]  # type: ignore[attr-defined]  # of this field
