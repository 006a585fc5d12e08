"""What is known about a source, and how it relates to others, as forms and as the records they are written from."""

from typing import Any

from django import forms

from claims.exchange.records import AliasRecord, IdentifierRecord, RelationRecord, SourceRecord
from claims.models import Source
from claims.services.source_resolver import LONGEST_NAME
from claims.text.names import match_key
from claims.vocabulary import AliasStrength, Identifiability, IdentifierScheme, RelationKind, SourceKind
from claims.web.forms.annotate import choices
from claims.web.forms.dates import PartialDateField

FEW_LINES = {"rows": 3}
IDENTIFIERS = {
    IdentifierScheme.WIKIDATA: ("Wikidata", "Q42"),
    IdentifierScheme.ISNI: ("ISNI", "0000 0001 2103 2683"),
    IdentifierScheme.DOMAIN: ("Domain", "example.org"),
    IdentifierScheme.HANDLE: ("Handle", "@example"),
}


SHOWN_AS_KEPT = ("name", "short_name", "description", "revision", "counts_as_own_family", "external_uri")


class SourceForm(forms.Form):
    """A source of the registry. Aliases stand one a line."""

    name = forms.CharField(max_length=LONGEST_NAME)
    short_name = forms.CharField(
        required=False, max_length=100, help_text="What chains are read with: “ISIS-K”. Empty: the name."
    )
    kind = forms.ChoiceField(choices=choices(SourceKind), initial=SourceKind.UNKNOWN.value)
    identifiability = forms.ChoiceField(
        label="How named", choices=choices(Identifiability), initial=Identifiability.NAMED.value
    )
    strong = forms.CharField(
        label="Other names",
        required=False,
        widget=forms.Textarea(attrs=FEW_LINES),
        help_text="One a line. Each means this source and no other, so that texts and imports find it by them.",
    )
    weak = forms.CharField(
        label="Loose names",
        required=False,
        widget=forms.Textarea(attrs=FEW_LINES),
        help_text="One a line: names like “the ministry” that may mean others, too. They only propose.",
    )
    description = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs=FEW_LINES))
    wikidata = forms.CharField(label="Wikidata", required=False, max_length=500)
    isni = forms.CharField(label="ISNI", required=False, max_length=500)
    domain = forms.CharField(label="Domain", required=False, max_length=500, help_text="Several: set apart by commas.")
    handle = forms.CharField(label="Handle", required=False, max_length=500)
    external_uri = forms.CharField(
        label="Address",
        required=False,
        max_length=500,
        help_text="Where a registry that you share has it. Imports find it by this first.",
    )
    counts_as_own_family = forms.BooleanField(
        required=False,
        label="Counts as a family of its own",
        help_text="Tick it where the source is independent of its owner, so that both count apart.",
    )
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, source: Source | None = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.belongs_to_article = source is not None and source.article_id is not None

    def clean_identifiability(self) -> str:
        chosen: str = self.cleaned_data["identifiability"]
        if self.belongs_to_article and chosen == Identifiability.NAMED:
            raise forms.ValidationError(
                "This source belongs to one article, because its text does not name it. "
                "If you learned who it is, make that source and attach it to the claims instead."
            )
        return chosen

    @property
    def basics(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "short_name", "kind", "identifiability")]

    @property
    def naming(self) -> list[forms.BoundField]:
        return [self[name] for name in ("strong", "weak", "description")]

    @property
    def identifiers(self) -> list[forms.BoundField]:
        return [self[scheme.value] for scheme in IDENTIFIERS]

    def record(self) -> SourceRecord:
        """Of a valid form."""
        given = self.cleaned_data
        return SourceRecord(
            name=" ".join(given["name"].split()),
            short_name=given["short_name"],
            kind=SourceKind(given["kind"]),
            identifiability=Identifiability(given["identifiability"]),
            description=given["description"],
            counts_as_own_family=given["counts_as_own_family"],
            external_uri=given["external_uri"],
            aliases=(
                *(AliasRecord(text) for text in _lines(given["strong"])),
                *(AliasRecord(text, AliasStrength.WEAK) for text in _lines(given["weak"])),
            ),
            identifiers=tuple(
                IdentifierRecord(scheme, value.strip())
                for scheme in IDENTIFIERS
                for value in given[scheme.value].split(",")
                if value.strip()
            ),
        )


def initial_of(source: Source) -> dict[str, Any]:
    """The form's values for a source as it stands; its own name is not repeated among the others, and what sources
    that were merged into it are called stays with them. Two queries."""
    own = match_key(source.name)
    by_strength: dict[str, list[str]] = {word.value: [] for word in AliasStrength}
    for alias in source.aliases.order_by("pk"):
        if alias.key != own:
            by_strength[alias.strength.value].append(alias.text)
    known: dict[str, list[str]] = {scheme.value: [] for scheme in IdentifierScheme}
    for identifier in source.identifiers.order_by("pk"):
        known[identifier.scheme.value].append(identifier.value)
    return {
        **{name: getattr(source, name) for name in SHOWN_AS_KEPT},
        "kind": source.kind.value,
        "identifiability": source.identifiability.value,
        "strong": "\n".join(by_strength[AliasStrength.STRONG.value]),
        "weak": "\n".join(by_strength[AliasStrength.WEAK.value]),
        **{scheme: ", ".join(values) for scheme, values in known.items()},
    }


class RelationForm(forms.Form):
    """How a source stands to another one of the registry."""

    kind = forms.ChoiceField(label="Relation", choices=choices(RelationKind))
    target = forms.CharField(
        label="To",
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"list": "source-names", "autocomplete": "off"}),
    )
    since = PartialDateField(help_text="Empty: not known.")
    until = PartialDateField(help_text="Empty: still so, or not known.")

    def record(self) -> RelationRecord:
        """Of a valid form."""
        given = self.cleaned_data
        return RelationRecord(
            kind=RelationKind(given["kind"]), target=given["target"], since=given["since"], until=given["until"]
        )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
