"""Forms of statements: their words, and what a person decides about a claim or a pair of articles."""

from collections.abc import Sequence
from typing import Any

from django import forms

from claims.vocabulary import DependenceKind, Verdict

ACCEPT = "accept"


class StatementForm(forms.Form):
    text = forms.CharField(
        max_length=1000,
        label="What do claims say alike?",
        help_text="One sentence that is true or false, in your own words.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(required=False, label="Note", widget=forms.Textarea(attrs={"rows": 3}))


class VerdictForm(forms.Form):
    claim = forms.UUIDField()
    verdict = forms.ChoiceField(choices=[(word, word.on_screen) for word in Verdict])


class SplitForm(forms.Form):
    to = forms.CharField(
        max_length=1000,
        label="They say instead",
        widget=forms.TextInput(attrs={"list": "statements", "autocomplete": "off"}),
        help_text="The words of another statement; where no statement has them, one is made.",
    )
    claims = forms.MultipleChoiceField(error_messages={"required": "Tick the claims that say something else."})
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, claims: Sequence[str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["claims"].choices = [(claim, claim) for claim in claims]  # type: ignore[attr-defined]  # of this field


class DecisionForm(forms.Form):
    """`accept` takes the kind that was proposed."""

    decision = forms.ChoiceField(
        choices=[(ACCEPT, "as proposed"), *((word, word.on_screen) for word in DependenceKind)]
    )

    def kind(self) -> DependenceKind | None:
        given = self.cleaned_data["decision"]
        return None if given == ACCEPT else DependenceKind(given)
