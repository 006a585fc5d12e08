import stat
from pathlib import Path

from provenance import places


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret"
    made = places.kept_secret(path, length=40)
    assert len(made) == 40
    assert made.isalnum()
    assert places.kept_secret(path, length=40) == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["secret"]


def test_an_address_is_kept_for_later_commands(tmp_path: Path) -> None:
    assert places.kept_address(tmp_path) == ""
    places.keep_address(tmp_path, "http://127.0.0.1:8000")
    assert places.kept_address(tmp_path) == "http://127.0.0.1:8000"
