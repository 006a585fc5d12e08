from pathlib import Path

from django.core.management import get_commands

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")


def test_every_command_of_ours_is_documented() -> None:
    ours = {name for name, application in get_commands().items() if application in ("claims", "provenance")}
    assert ours
    assert {name for name in ours if f"`{name} " not in PAGE and f"`{name}`" not in PAGE} == set()
