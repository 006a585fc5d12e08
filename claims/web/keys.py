"""Every key of every screen, once: the `?` dialogs, aria-keyshortcuts, scripts, docs/keys.md and tests read these."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """`press` as KeyboardEvent.key names it, with Shift+ or Control+ before it; `command` is what the script runs."""

    press: str
    command: str
    words: str
    group: str


KEYS = (
    Key(
        "c",
        "mark-claim",
        "Mark the selection as a claim; without a selection, choose a label for each next one",
        "Mark",
    ),
    Key("u", "mark-cue", "Mark the selection as the cue of the open claim (“as per”)", "Mark"),
    Key("s", "mark-source", "Mark the selection as a source of the open claim; without a selection, type one", "Mark"),
    Key(
        "Enter",
        "open-here",
        "Do the first thing of the popover; without a selection, open the claim at the caret",
        "Mark",
    ),
    Key("+", "add-part", "Add the selection as a further part of the next claim", "Mark"),
    Key("o", "own-words", "The outlet's own words: the open claim has no source", "Open claim"),
    Key("1", "pick-1", "Pick the first source of the list (1 to 9)", "Open claim"),
    Key(".", "next-step", "Add the next step: who the last source has it from", "Open claim"),
    Key("e", "edit-claim", "Edit labels, note, status and the rest", "Open claim"),
    Key("f", "find-same", "Find the same words in this article: of the selection, or of the open claim", "Open claim"),
    Key("[", "start-back", "Move the start of the selection, or of the claim, back by a word", "Open claim"),
    Key("]", "start-on", "Move the start of the selection, or of the claim, on by a word", "Open claim"),
    Key("{", "end-back", "Move the end of the selection, or of the claim, back by a word", "Open claim"),
    Key("}", "end-on", "Move the end of the selection, or of the claim, on by a word", "Open claim"),
    Key("Delete", "withdraw", "Delete the open claim (undo brings it back)", "Open claim"),
    Key("z", "undo", "Undo", "Changes"),
    Key("Shift+Z", "redo", "Redo", "Changes"),
    Key("Control+Enter", "finish", "Mark the article as done and open the next one", "Changes"),
    Key("j", "next-sentence", "Next sentence", "Move"),
    Key("k", "previous-sentence", "Previous sentence", "Move"),
    Key("l", "next-word", "Next word", "Move"),
    Key("h", "previous-word", "Previous word", "Move"),
    Key("Shift+L", "extend-word", "Extend the selection by a word", "Move"),
    Key("Shift+H", "shrink-word", "Shrink the selection by a word", "Move"),
    Key("Shift+J", "extend-sentence", "Extend the selection by a sentence", "Move"),
    Key("Shift+K", "shrink-sentence", "Shrink the selection by a sentence", "Move"),
    Key("v", "select-sentence", "Select the whole sentence", "Move"),
    Key("n", "next-claim", "Open the next claim", "Move"),
    Key("p", "previous-claim", "Open the previous claim", "Move"),
    Key("g", "jump", "Go from the text to the card of the open claim, and back", "Move"),
    Key("Escape", "close", "Close the popover, then disarm the label, then close the claim", "Move"),
    Key("?", "help", "Show these keys", "Help"),
)

HELP = Key("?", "help", "Show these keys", "Help")
SAME_KEYS = (
    Key("s", "same", "The same: the claim makes this statement", "Verdict"),
    Key("d", "different", "Different: it is never proposed again", "Verdict"),
    Key("u", "unsure", "Unsure: leave it to others", "Verdict"),
    Key("n", "next", "Next one, without a verdict", "Move"),
    Key("z", "undo", "Undo your last verdict", "Changes"),
    HELP,
)
COPY_KEYS = (
    Key("a", "accept", "Yes, as proposed", "Decision"),
    Key("w", "same_wire", "Both are of one wire report", "Decision"),
    Key("r", "republishes", "The later one reprints the earlier one", "Decision"),
    Key("p", "same_press_release", "Both are of one press release", "Decision"),
    Key("t", "translates", "The later one translates the earlier one", "Decision"),
    Key("i", "independent", "Independent: they are never proposed again", "Decision"),
    Key("n", "next", "Next pair, without a decision", "Move"),
    Key("z", "undo", "Undo your last decision", "Changes"),
    HELP,
)
PAIR_KEYS = (
    Key("s", "same", "The same: merge the two", "Decision"),
    Key("1", "keep-1", "The left name stays", "Decision"),
    Key("2", "keep-2", "The right name stays", "Decision"),
    Key("d", "different", "Different: they are never proposed again", "Decision"),
    Key("m", "unsure", "May be the same", "Decision"),
    Key("n", "next", "Next pair, without a decision", "Move"),
    Key("z", "undo", "Take the last decision back, unless it merged", "Changes"),
    HELP,
)
PLACE_KEYS = (
    Key("a", "accept", "Place the claim at the first place that is proposed", "Place"),
    Key("2", "second", "Place it at the second one", "Place"),
    Key("3", "third", "Place it at the third one", "Place"),
    Key("p", "place", "Place it at the selection, or at the quote", "Place"),
    Key("n", "next", "Next claim, without placing this one", "Move"),
    Key("z", "undo", "Undo your last change of this article", "Changes"),
    HELP,
)
SUGGESTION_KEYS = (
    Key("i", "open", "Go to the suggestions: open the first one", "Suggestions"),
    Key("a", "accept", "Accept the open suggestion: it becomes a claim", "Suggestions"),
    Key("x", "reject", "Reject the open suggestion: it is never proposed again", "Suggestions"),
    Key("n", "skip", "Leave the open suggestion for later, and open the next one", "Suggestions"),
    Key("e", "edit", "Change the open suggestion before it is accepted", "Suggestions"),
    Key("Escape", "close", "Close the open suggestion", "Suggestions"),
)
SCREENS = {
    "Sources that may be one": PAIR_KEYS,
    "Annotating an article": KEYS,
    "Is it the same?": SAME_KEYS,
    "Articles that may be copies": COPY_KEYS,
    "Text changed: place again": PLACE_KEYS,
    "Suggestions beside a text": SUGGESTION_KEYS,
}


def grouped(keys: Sequence[Key] = KEYS) -> dict[str, list[Key]]:
    groups: dict[str, list[Key]] = {}
    for key in keys:
        groups.setdefault(key.group, []).append(key)
    return groups


def by_command(keys: Sequence[Key] = KEYS) -> dict[str, str]:
    return {key.command: key.press for key in keys}
