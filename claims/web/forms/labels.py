"""A label's name and description."""

from django import forms

from claims.services.labels import LONGEST_NAME


class LabelForm(forms.Form):
    name = forms.CharField(max_length=LONGEST_NAME)
    description = forms.CharField(required=False, max_length=500, help_text="When to use it, in a sentence.")


class RenameForm(forms.Form):
    name = forms.CharField(label="New name", max_length=LONGEST_NAME)
