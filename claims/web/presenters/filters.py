"""Filters as a form and as removable chips; what they mean is decided in claims.queries.filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.errors import BadFilter
from claims.queries.filters import VOCABULARIES
from claims.vocabulary import SetKind
from claims.web.presenters.addresses import Values, without

WORDS = {
    "q": "Words",
    "article": "Article",
    "publisher": "Publisher",
    "language": "Language",
    "published_after": "Published from",
    "published_before": "Published until",
    "updated_since": "Changed since",
    "source": "Source, any step",
    "origin": "Who says so first",
    "family": "Family of",
    "kind": "Kind of source",
    "identifiability": "How named",
    "stance": "Stance",
    "certainty": "Certainty",
    "verification": "Verification",
    "quotation": "Quotation",
    "lineage": "Chain",
    "hops_min": "Steps, at least",
    "label": "Label",
    "status": "Status",
    "annotator": "Annotator",
    "set": "Claims of",
    "proposition": "Statement",
    "cell": "Matrix",
    "progress": "Progress",
    "assigned": "Assigned to",
}
HINTS = {
    "published_after": "2021-08-27",
    "published_before": "2021-08",
    "updated_since": "2021-08-27",
    "language": "en, de, ar …",
    "hops_min": "2",
}
NAMES_OFFERED = {"publisher", "source", "origin", "family"}
FEW = 4


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterField:
    """One filter. Texts are typed, choices are ticked; `kept` are values that stand for a name, like ids."""

    name: str
    words: str
    hint: str
    texts: tuple[str, ...]
    choices: tuple[Choice, ...]
    kept: tuple[Choice, ...]
    offers_names: bool
    error: str
    wants_one: bool = False

    @property
    def shape(self) -> str:
        """How it is drawn: a select where one choice is usual, ticks for several, else texts."""
        if self.texts and not self.choices:
            return "texts"
        return "select" if self.wants_one and len([choice for choice in self.choices if choice.chosen]) < 2 else "ticks"

    @property
    def is_long(self) -> bool:
        return len(self.choices) > FEW


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Filters that belong together. One in use is shown open."""

    words: str
    fields: tuple[FilterField, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class FieldMaker:
    """Makes the fields of a form from the values of an address, as they were given, understood or not."""

    values: Values
    names: Mapping[str, str]
    error: BadFilter | None = None

    def field(self, name: str, choices: Sequence[tuple[str, str]] | None = None) -> FilterField:
        given = tuple(self.values.get(name, ()))
        if choices is None and name in VOCABULARIES:
            choices = [(word.value, word.on_screen) for word in VOCABULARIES[name]]
        listed = tuple(Choice(value, words, value in given) for value, words in choices or ())
        known = {choice.value for choice in listed}
        rest = [value for value in given if value not in known]
        typed = tuple(value for value in rest if value not in self.names)
        return FilterField(
            name=name,
            words=WORDS[name],
            hint=HINTS.get(name, ""),
            texts=typed or (() if choices is not None else ("",)),
            choices=listed,
            kept=tuple(Choice(value, self.names[value], True) for value in rest if value in self.names),
            offers_names=name in NAMES_OFFERED,
            error=self.error.message if self.error and name == self.error.field else "",
        )

    def group(self, words: str, *fields: FilterField) -> FilterGroup:
        return FilterGroup(words, fields, any(self.values.get(field.name) or field.error for field in fields))


def claim_groups(
    make: FieldMaker, *, labels: Sequence[str], members: Sequence[str], may_review: bool
) -> list[FilterGroup]:
    """All filters of claims, those most used first. Blind sets are for those who settle them."""
    sets = [(SetKind.RECORD.value, "the record"), (SetKind.BLIND.value, "blind sets")] if may_review else []
    return [
        make.group(
            "Labels and status",
            make.field("label", [(name, name) for name in labels]),
            make.field("status"),
        ),
        make.group(
            "Who says so",
            *map(make.field, ("origin", "source", "family", "kind", "identifiability")),
        ),
        make.group(
            "Article",
            *([make.field("article")] if make.values.get("article") else []),
            *map(make.field, ("publisher", "published_after", "published_before", "language")),
        ),
        make.group("How it is said", *map(make.field, ("stance", "certainty", "verification", "quotation"))),
        make.group("How far it goes back", make.field("lineage"), make.field("hops_min")),
        make.group(
            "Work",
            make.field("annotator", [(name, name) for name in members]),
            *([make.field("set", sets)] if sets else []),
            make.field("proposition", [("none", "in no statement yet")]),
            *([make.field("cell", [])] if make.values.get("cell") else []),
            make.field("updated_since"),
        ),
    ]


def article_fields(make: FieldMaker) -> list[FilterField]:
    names = ("q", "publisher", "progress", "language", "published_after", "published_before")
    return [replace(make.field(name), wants_one=True) for name in names]


def queue_fields(make: FieldMaker, *, members: Sequence[str]) -> list[FilterField]:
    people = [("none", "nobody"), *((name, name) for name in members)]
    texts = [make.field(name) for name in ("q", "publisher", "language", "published_after", "published_before")]
    return [replace(field, wants_one=True) for field in (*texts, make.field("assigned", people))]


def source_fields(make: FieldMaker) -> list[FilterField]:
    return [replace(make.field(name), wants_one=True) for name in ("q", "kind", "identifiability")]


def chips(path: str, values: Values, names: Mapping[str, str], *, known: Sequence[str]) -> list[Chip]:
    """The filters in force, in the order of the contract."""
    return [
        Chip(f"{WORDS[name]}: {_shown(name, value, names)}", without(path, values, name, value))
        for name in known
        for value in values.get(name, ())
    ]


def _shown(name: str, value: str, names: Mapping[str, str]) -> str:
    if name in VOCABULARIES and value in VOCABULARIES[name].values():
        return VOCABULARIES[name](value).on_screen
    if (name, value) == ("assigned", "none"):
        return "nobody"
    if (name, value) == ("proposition", "none"):
        return "none yet"
    return names.get(value, value)
