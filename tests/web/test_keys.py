import re
from collections import Counter
from pathlib import Path

from claims.web.keys import KEYS, by_command

SCRIPT = (Path(__file__).parents[2] / "static" / "js" / "annotate" / "main.js").read_text()


def test_every_key_has_a_command_in_the_script() -> None:
    commands = set(re.findall(r'^  "?([a-z-]+)"?: ', SCRIPT, re.MULTILINE)) | {"pick-1"}
    assert {key.command for key in KEYS} <= commands


def test_no_key_is_used_twice() -> None:
    assert Counter(key.press for key in KEYS).most_common(1)[0][1] == 1
    assert len(by_command()) == len(KEYS)
