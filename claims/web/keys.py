"""Every key of the annotate screen, once: the `?` dialog, aria-keyshortcuts, the script and the test read this list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """`press` as KeyboardEvent.key names it, with Shift+ or Control+ before it; `command` is what the script runs."""

    press: str
    command: str
    words: str
    group: str


KEYS = (
    Key("c", "mark-claim", "Mark the selection as a claim", "Mark"),
    Key("u", "mark-cue", "Mark the selection as the cue of the open claim (“as per”)", "Mark"),
    Key("s", "mark-source", "Mark the selection as a source of the open claim; without a selection, type one", "Mark"),
    Key("+", "add-part", "Add the selection as a further part of the next claim", "Mark"),
    Key("o", "own-words", "The outlet's own words: the open claim has no source", "Open claim"),
    Key("1", "pick-1", "Pick the first source of the list (1 to 9)", "Open claim"),
    Key(".", "next-step", "Add the next step: who the last source has it from", "Open claim"),
    Key("e", "edit-claim", "Edit labels, note, status and the rest", "Open claim"),
    Key("[", "start-back", "Move the start of the claim back by a word", "Open claim"),
    Key("]", "start-on", "Move the start of the claim on by a word", "Open claim"),
    Key("{", "end-back", "Move the end of the claim back by a word", "Open claim"),
    Key("}", "end-on", "Move the end of the claim on by a word", "Open claim"),
    Key("Delete", "withdraw", "Delete the open claim (undo brings it back)", "Open claim"),
    Key("z", "undo", "Undo", "Changes"),
    Key("Shift+Z", "redo", "Redo", "Changes"),
    Key("Control+Enter", "finish", "Mark the article as done", "Changes"),
    Key("j", "next-sentence", "Next sentence", "Move"),
    Key("k", "previous-sentence", "Previous sentence", "Move"),
    Key("l", "next-word", "Next word", "Move"),
    Key("h", "previous-word", "Previous word", "Move"),
    Key("Shift+L", "extend-word", "Extend the selection by a word", "Move"),
    Key("Shift+H", "shrink-word", "Shrink the selection by a word", "Move"),
    Key("v", "select-sentence", "Select the whole sentence", "Move"),
    Key("n", "next-claim", "Open the next claim", "Move"),
    Key("p", "previous-claim", "Open the previous claim", "Move"),
    Key("Escape", "close", "Close the popover, then the open claim", "Move"),
    Key("?", "help", "Show these keys", "Help"),
)


def grouped() -> dict[str, list[Key]]:
    groups: dict[str, list[Key]] = {}
    for key in KEYS:
        groups.setdefault(key.group, []).append(key)
    return groups


def by_command() -> dict[str, str]:
    return {key.command: key.press for key in KEYS}
