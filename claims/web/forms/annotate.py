"""What the forms of the annotate screen send: marked stretches, steps and details of a claim, as records."""

import json
from dataclasses import replace
from uuid import UUID

from django import forms
from django.http import QueryDict

from claims.errors import BadRecord
from claims.exchange.records import AttributionRecord, ClaimRecord, SourceReference, TranslationRecord
from claims.models import ArticleVersion
from claims.text.anchoring import locate
from claims.text.dates import parse_date
from claims.text.spans import QuotedSpan, Span
from claims.vocabulary import (
    Basis,
    Certainty,
    ClaimStatus,
    Identifiability,
    Medium,
    Polarity,
    Quotation,
    SourceKind,
    Stance,
    Verification,
    Word,
)

ID_VERSION = 7


def choices(vocabulary: type[Word], *, empty: str | None = None) -> list[tuple[str, str]]:
    listed = [(word.value, word.on_screen) for word in vocabulary]
    return listed if empty is None else [("", empty), *listed]


def marked_spans(data: QueryDict, version: ArticleVersion) -> tuple[QuotedSpan, ...]:
    """The stretches a form marks: `spans` from the page's script, else `quote` and `occurrence` typed by a person.

    Where the page showed another version than this one, its words are looked for. Raises BadRecord, QuoteNotFound or
    QuoteAmbiguous.
    """
    sent, quote = data.get("spans", ""), data.get("quote", "")
    if sent:
        spans = _from_script(sent)
        if data.get("version", "") in ("", str(version.pk)):
            return spans
        return tuple(_quoted(version.text, locate(version.text, span.exact or "")) for span in spans)
    if not quote.strip():
        raise BadRecord("Paste the words you want to mark, as they stand in the text.", field="quote")
    given = data.get("occurrence", "").strip()
    if given and not (given.isascii() and given.isdigit() and len(given) < 7):
        raise BadRecord("Which occurrence is a number: 1 for the first.", field="occurrence")
    found = locate(version.text, quote, occurrence=int(given) if given else None)
    return (_quoted(version.text, found),)


def _quoted(text: str, span: Span) -> QuotedSpan:
    return QuotedSpan(span.start, span.end, text[span.start : span.end])


def chosen_id(data: QueryDict) -> UUID | None:
    """The id that the page's script gave to a new claim, so that it can be changed before it is saved."""
    sent = data.get("id", "")
    if not sent:
        return None
    try:
        key = UUID(sent)
    except ValueError:
        key = UUID(int=0)
    if key.version != ID_VERSION:
        raise BadRecord("The page sent an id that cannot be one of a claim; reload it and mark the words again.")
    return key


def _from_script(sent: str) -> tuple[QuotedSpan, ...]:
    try:
        parts = json.loads(sent)
        return tuple(QuotedSpan(int(part["start"]), int(part["end"]), str(part["exact"])) for part in parts)
    except (ValueError, TypeError, KeyError) as wrong:
        raise BadRecord("The page sent a selection that cannot be read; reload it and select again.") from wrong


def chosen_source(data: QueryDict) -> SourceReference | None:
    """A source as picked (its id) or typed (name, kind, how named); None where the text names nobody."""
    picked, name = data.get("source_id", "").strip(), " ".join(data.get("source", "").split())
    if picked:
        try:
            return SourceReference(id=UUID(picked))
        except ValueError as wrong:
            raise BadRecord("The picked source cannot be read; pick it again.", field="source") from wrong
    if not name:
        return None
    kind, named = data.get("kind", ""), data.get("identifiability", "")
    return SourceReference(
        name=name,
        kind=SourceKind(kind) if kind in SourceKind.values() else None,
        identifiability=Identifiability(named) if named in Identifiability.values() else None,
    )


def chosen_step(data: QueryDict) -> UUID | None:
    """The step that a mention is for; None leaves it to the chains."""
    sent = data.get("hop", "")
    try:
        return UUID(sent) if sent else None
    except ValueError as wrong:
        raise BadRecord("The step cannot be read; reload the page and mark the words again.", field="hop") from wrong


class StepForm(forms.Form):
    """How a source stands to what it says or passes on."""

    stance = forms.ChoiceField(choices=choices(Stance))
    certainty = forms.ChoiceField(choices=choices(Certainty))
    verification = forms.ChoiceField(choices=choices(Verification))
    basis = forms.ChoiceField(choices=choices(Basis))
    medium = forms.ChoiceField(choices=choices(Medium))
    said = forms.CharField(required=False, max_length=80)

    def applied_to(self, hop: AttributionRecord) -> AttributionRecord:
        """The hop with these values. Raises BadDate."""
        said = self.cleaned_data["said"].strip()
        return replace(
            hop,
            stance=Stance(self.cleaned_data["stance"]),
            certainty=Certainty(self.cleaned_data["certainty"]),
            verification=Verification(self.cleaned_data["verification"]),
            basis=Basis(self.cleaned_data["basis"]),
            medium=Medium(self.cleaned_data["medium"]),
            said=parse_date(said) if said else None,
        )


class ClaimForm(forms.Form):
    """What is said of a claim besides its place and its chains."""

    quotation = forms.ChoiceField(choices=choices(Quotation))
    polarity = forms.ChoiceField(choices=choices(Polarity))
    status = forms.ChoiceField(choices=choices(ClaimStatus))
    labels = forms.CharField(required=False, max_length=2000)
    note = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea)
    proposition = forms.CharField(required=False, max_length=1000)
    translation = forms.CharField(required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 3}))
    translation_method = forms.CharField(required=False, max_length=100)

    def applied_to(self, record: ClaimRecord, *, proposition: str) -> ClaimRecord:
        """The record with these values; `proposition` is the text of the claim's present statement."""
        words = " ".join(self.cleaned_data["proposition"].split())
        return replace(
            record,
            quotation=Quotation(self.cleaned_data["quotation"]),
            polarity=Polarity(self.cleaned_data["polarity"]),
            status=ClaimStatus(self.cleaned_data["status"]),
            labels=tuple(word.strip() for word in self.cleaned_data["labels"].split(",") if word.strip()),
            note=self.cleaned_data["note"],
            proposition=record.proposition if words == proposition else words,
            translation=self._translation(record),
        )

    def _translation(self, record: ClaimRecord) -> TranslationRecord | None:
        """As it is where the form does not ask for it."""
        if "translation" not in self.data:
            return record.translation
        text = self.cleaned_data["translation"].replace("\r\n", "\n")
        made = TranslationRecord(text, " ".join(self.cleaned_data["translation_method"].split()))
        return made if text.strip() else None


def first_error(form: forms.Form) -> str:
    """One sentence of what is wrong with a form."""
    for name, errors in form.errors.items():
        return f"{name.replace('_', ' ').capitalize()}: {errors[0]}"
    return ""
