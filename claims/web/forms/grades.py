"""The forms that grade: one for each Admiralty axis, both with a reason."""

from django import forms

from claims.services.grades import LONGEST_RATIONALE
from claims.vocabulary import Credibility, Reliability, Word


def _choices(scale: type[Word]) -> list[tuple[str, str]]:
    return [("", "Choose …"), *((grade.value, f"{grade.value} – {grade.on_screen}") for grade in scale)]


class _GradeForm(forms.Form):
    grade = forms.ChoiceField()
    rationale = forms.CharField(
        label="Reason",
        max_length=LONGEST_RATIONALE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it rests on, in a sentence or more. Earlier grades stay with theirs.",
        error_messages={"required": "A grade needs its reason: say in a sentence what it rests on."},
    )


class ReliabilityForm(_GradeForm):
    grade = forms.ChoiceField(label="Reliability of the source", choices=_choices(Reliability))


class CredibilityForm(_GradeForm):
    grade = forms.ChoiceField(label="Credibility of what is said", choices=_choices(Credibility))
    anyway = forms.BooleanField(label="Save it all the same", required=False, widget=forms.HiddenInput)

    def ask(self, warning: str) -> None:
        """Shows the tick without which a grade that says too much is not saved."""
        self.fields["anyway"].widget = forms.CheckboxInput()
        self.add_error("anyway", warning)
