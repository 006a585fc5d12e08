"""Why words are taken away for good, and that this is meant."""

from django import forms

from claims.services.erasure import LONGEST_REASON


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        help_text="Stays for everybody to see, with your name and the time: who asked for it, and on what ground.",
    )
    sure = forms.BooleanField(
        label="I know that nobody can bring this back, not even from here.",
        error_messages={"required": "Confirm that this is for good."},
    )
