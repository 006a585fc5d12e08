"""Forms of statements: their words, and what a person decides about a claim or a pair of articles."""

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


class DecisionForm(forms.Form):
    """`accept` takes the kind that was proposed."""

    decision = forms.ChoiceField(
        choices=[(ACCEPT, "as proposed"), *((word, word.on_screen) for word in DependenceKind)]
    )

    def kind(self) -> DependenceKind | None:
        given = self.cleaned_data["decision"]
        return None if given == ACCEPT else DependenceKind(given)
