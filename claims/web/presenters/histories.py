"""What was done to a claim, told in words from what it was before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.queries.claim_documents import ClaimDocument
from claims.queries.histories import ClaimEvent
from claims.vocabulary import SCREEN_WORDS
from claims.web.presenters.chains import claim_words

ACTIONS = {
    "claim.make": "made the claim",
    "suggestion.accept": "accepted the suggestion",
    "claim.withdraw": "withdrew the claim",
    "claim.restore": "restored the claim",
    "article.version": "brought in a new version of the text",
    "article.version.undo": "took a new version of the text back",
    "claim.place": "placed the claim in the new text",
}
UNDONE = {"claim.undo": "took back a change", "claim.redo": "made a change again"}
PROGRAM = "the program"


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of a history: who, when, what; `details` are the changes one by one."""

    at: datetime
    actor: str
    words: str
    details: tuple[str, ...]


def deeds(events: list[ClaimEvent], claim: ClaimDocument) -> list[Deed]:
    """The latest first. A claim that came with an import has no event of its own; its making is told from its row."""
    told = [_deed(event) for event in events]
    if not any(event.before is None and event.after is not None and not event.erased for event in events):
        made = datetime.fromisoformat(claim["created_at"])
        told.append(Deed(made, claim["annotator"] or PROGRAM, "brought in the claim", ()))
    return told


def _deed(event: ClaimEvent) -> Deed:
    actor = event.actor or PROGRAM
    if event.erased:
        return Deed(event.at, actor, "changed the claim; what it was is erased", ())
    changes = tuple(_changes(event.before, event.after)) if event.before and event.after else ()
    words = ACTIONS.get(event.action) or UNDONE.get(event.action) or _moved(event)
    if words is None:
        words = changes[0] if len(changes) == 1 else "changed the claim" if changes else "saved the claim unchanged"
        changes = changes if len(changes) > 1 else ()
    return Deed(event.at, actor, words, changes)


def _moved(event: ClaimEvent) -> str | None:
    if event.action == "source.split":
        return f"split “{event.split}”: what it says here is said by “{event.other}”"
    if event.action == "source.unsplit":
        return f"took that split back: “{event.split}” says so again, not “{event.other}”"
    return None


def _changes(before: ClaimDocument, after: ClaimDocument) -> Iterator[str]:
    if before["withdrawn"] != after["withdrawn"]:
        yield "withdrew it" if after["withdrawn"] else "restored it"
    if before["quote"] != after["quote"]:
        yield f"changed the quote from “{before['quote']}”"
    elif before["spans"] != after["spans"]:
        yield "moved its place in the text"
    if before["status"] != after["status"]:
        yield f"set the status from {before['status']} to {after['status']}"
    yield from _labels(before, after)
    if claim_words(before) != claim_words(after):
        yield f"changed the chain from “{claim_words(before)}”"
    elif before["chains"] != after["chains"]:
        yield "changed what is said of the steps"
    for name, words in (("quotation", "quotation"), ("polarity", "polarity")):
        was, now = str(before[name]), str(after[name])  # type: ignore[literal-required]  # keys of the document
        if was != now:
            yield f"set the {words} from {_on_screen(was)} to {_on_screen(now)}"
    if before["note"] != after["note"]:
        yield (
            "changed the note"
            if before["note"] and after["note"]
            else "wrote a note"
            if after["note"]
            else "cleared the note"
        )
    if before.get("translation") != after.get("translation"):
        yield "took the translation away" if not after.get("translation") else "wrote a translation"
    if before["proposition"] != after["proposition"]:
        yield "said which statement it makes" if after["proposition"] else "took it out of its statement"


def _labels(before: ClaimDocument, after: ClaimDocument) -> Iterator[str]:
    """By id: a label that was renamed since is still the same."""
    names = dict(zip(before["label_ids"], before["labels"], strict=True))
    names |= dict(zip(after["label_ids"], after["labels"], strict=True))
    for key in after["label_ids"]:
        if key not in before["label_ids"]:
            yield f"added the label {names[key]}"
    for key in before["label_ids"]:
        if key not in after["label_ids"]:
            yield f"took off the label {names[key]}"


def _on_screen(value: str) -> str:
    return SCREEN_WORDS.get(value, value.replace("_", " "))
