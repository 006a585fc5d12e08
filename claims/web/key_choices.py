"""The keys of a screen as one person has them: changed, without a key, or off; which keys there are is in `keys`."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from claims.errors import BadRecord
from claims.queries.preferences import Chosen
from claims.web.keys import SCREENS, Key, by_command, grouped

FIXED = ("close", "pick-1")
"""Escape must lead out of everything, and the digits are those of the list."""
NAMED = (
    "Enter",
    "Delete",
    "Backspace",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Insert",
    *(f"F{n}" for n in range(1, 13)),
)
ALLOWED = re.compile(rf"\S|Shift\+[A-Z]|Control\+Enter|Arrow(Up|Down|Left|Right)|{'|'.join(NAMED)}")
DIGITS = "123456789"


def screen_context(title: str, chosen: Chosen) -> dict[str, Any]:
    """What the template of a screen needs: `keys` by command, for the dialog `key_groups`, for the script all."""
    own = keys_of(title, chosen)
    return {
        "keys": {key.command: key for key in own},
        "keys_off": chosen.keys_off,
        "key_groups": grouped([key for key in own if key.press]),
        "keys_by_command": json.dumps({name: press for name, press in by_command(own).items() if press}),
        "hints_gone": chosen.hints_gone,
    }


def keys_of(title: str, chosen: Chosen) -> list[Key]:
    """The keys of a screen; one that is off or has none has an empty `press`."""
    mine = chosen.keys.get(title, {})
    changed = [replace(key, press=mine.get(key.command, key.press)) for key in SCREENS[title]]
    return [replace(key, press="") if chosen.keys_off and is_sign(key.press) else key for key in changed]


def is_sign(press: str) -> bool:
    """A letter, digit or sign by itself, which a voice or a slip of the hand sends, too (WCAG 2.1.4)."""
    return len(press) == 1 or press.startswith("Shift+")


def changes(title: str, wanted: Mapping[str, str]) -> dict[str, str]:
    """Of the keys wanted those that differ from everybody's. Raises BadRecord for what no key is, and for conflicts."""
    known = {key.command: key for key in SCREENS[title]}
    new = {name: _tidied(press) for name, press in wanted.items() if name in known and name not in FIXED}
    all_of_them = [replace(key, press=new.get(key.command, key.press)) for key in SCREENS[title]]
    for key in all_of_them:
        _check(key)
    _check_apart(all_of_them)
    return {name: press for name, press in new.items() if press != known[name].press}


def _tidied(press: str) -> str:
    """A capital is the letter with Shift."""
    press = press.strip()
    return f"Shift+{press}" if re.fullmatch("[A-Z]", press) else press


def _check(key: Key) -> None:
    if key.press and key.command not in FIXED and not ALLOWED.fullmatch(key.press):
        raise BadRecord(
            f"“{key.press[:20]}” is no key for “{key.words}”; use one letter or sign, or a name like Enter or F2.",
            field=key.command,
        )


def _check_apart(keys: Sequence[Key]) -> None:
    used = Counter(key.press for key in keys if key.press)
    digits = any(key.command == "pick-1" for key in keys)
    for key in keys:
        if used[key.press] > 1:
            other = next(one for one in keys if one.press == key.press and one != key)
            raise BadRecord(
                f"“{key.press}” would be both “{key.words}” and “{other.words}”; choose another key for one of them.",
                field=key.command,
            )
        if digits and key.press in DIGITS and key.press and key.command != "pick-1":
            raise BadRecord(
                f"“{key.press}” picks from the list of sources; choose another key for “{key.words}”.",
                field=key.command,
            )
