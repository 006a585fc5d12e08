import re
from collections import Counter
from pathlib import Path

import pytest

from claims.web.keys import COPY_KEYS, KEYS, SAME_KEYS, SCREENS, Key, by_command

PROJECT = Path(__file__).parents[2]
SCRIPT = (PROJECT / "static" / "js" / "annotate" / "commands.js").read_text()


def test_every_key_has_a_command_in_the_script() -> None:
    commands = set(re.findall(r'^  "?([a-z-]+)"?: ', SCRIPT, re.MULTILINE)) | {"pick-1"}
    assert {key.command for key in KEYS} <= commands


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
def test_no_key_is_used_twice(keys: tuple[Key, ...]) -> None:
    assert Counter(key.press for key in keys).most_common(1)[0][1] == 1
    assert len(by_command(keys)) == len(keys)


@pytest.mark.parametrize("title", SCREENS)
def test_the_documents_have_every_key_of_every_screen(title: str) -> None:
    rows = "".join(f"| `{key.press}` | {key.words} |\n" for key in SCREENS[title])
    assert f"## {title}\n\n| key | does |\n|---|---|\n{rows}" in (PROJECT / "docs" / "keys.md").read_text()


@pytest.mark.parametrize(("page", "keys"), [("candidates", SAME_KEYS), ("copies", COPY_KEYS)], ids=str)
def test_every_command_of_a_screen_is_a_button_or_the_dialog(page: str, keys: tuple[Key, ...]) -> None:
    template = (PROJECT / "templates" / "statements" / f"{page}.html").read_text()
    for key in keys:
        if key.group != "Decision" or key.command == "accept":
            assert key.command == "help" or f'data-command="{key.command}"' in template
