"""Suggestions of a text as the annotate screen lists them: what would be claimed, by whom, why, how sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.exchange.records import AttributionRecord
from claims.queries.suggestions import SuggestionDocument
from claims.services.suggestion_records import Match, Proposed
from claims.vocabulary import Band, Certainty, Stance


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain as it would be made; `name` and the words are what a person may change first."""

    number: int
    name: str
    chip: str
    candidates: tuple[tuple[str, str], ...]
    stance: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion in the list."""

    shown: SuggestionDocument
    words: str
    steps: tuple[Step, ...]

    @property
    def spans(self) -> str:
        return ";".join(f"{span['start']}-{span['end']}" for span in self.shown["spans"])

    @property
    def needs_choice(self) -> bool:
        return any(step.candidates for step in self.steps)


def items(documents: Sequence[SuggestionDocument], records: Sequence[Proposed], publisher: str) -> list[Item]:
    return [_item(shown, found, publisher) for shown, found in zip(documents, records, strict=True)]


def counted(found: Sequence[Item]) -> str:
    """ "12 suggestions, 5 high"."""
    number = len(found)
    high = sum(item.shown["band"] == Band.HIGH for item in found)
    return f"{number} suggestion{'' if number == 1 else 's'}" + (f", {high} high" if high else "")


def offers(found: Sequence[Item]) -> list[tuple[str, str]]:
    """The bands that can be accepted at once, with what the button says."""
    clear = [item.shown["band"] for item in found if not item.needs_choice]
    high = clear.count(Band.HIGH)
    medium = high + clear.count(Band.MEDIUM)
    told = [(Band.HIGH, high, f"Accept {high} high")] if high else []
    if medium > high:
        told.append((Band.MEDIUM, medium, f"Accept {medium} high and medium"))
    return [(str(band), words) for band, _, words in told]


def _item(shown: SuggestionDocument, found: Proposed, publisher: str) -> Item:
    [chain] = found.record.chains
    steps = tuple(
        _step(number, hop, match)
        for number, (hop, match) in enumerate(zip(chain.attributions, found.matches, strict=True))
    )
    names = [step.name or "somebody not named" for step in steps]
    return Item(shown, ", citing ".join([publisher, *names]), steps)


def _step(number: int, hop: AttributionRecord, match: Match) -> Step:
    name = match.known.name if match.known else match.name
    chip = "known" if match.known else "choose" if match.is_ambiguous else "new" if name else ""
    return Step(
        number=number,
        name=name,
        chip=chip,
        candidates=tuple((str(source.pk), f"{source.name} ({source.kind.on_screen})") for source in match.candidates),
        stance=str(hop.stance or Stance.ASSERTS),
        certainty=str(hop.certainty or Certainty.NOT_STATED),
    )
