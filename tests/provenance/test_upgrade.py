"""A backup of the first release, restored by this one; tests/data/first-release/README.md says how it was made."""

import csv
import io
from pathlib import Path

import pytest

from tests.provenance.places_apart import Place

KEPT = Path(__file__).parents[1] / "data" / "first-release"


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("upgraded"))
    place.manage("restore", KEPT / "demo.backup")
    return place


def test_it_is_whole_and_has_every_migration(upgraded: Place) -> None:
    verified = upgraded.manage("verify")
    assert verified.startswith("demo: ok: 84 claims, 13 texts, 12 events, 2 seals\n")
    assert "[ ]" not in upgraded.manage("showmigrations", "--list")
    upgraded.manage("seal_events")
    assert "12 events, 3 seals" in upgraded.manage("verify")


@pytest.mark.parametrize("shape", ["claims", "attributions"])
def test_its_claims_read_the_same(upgraded: Place, shape: str) -> None:
    exported = upgraded.manage(
        "export_records", "--workspace", "demo", "--format", "csv", "--shape", shape, "--raw", "-o", "-"
    )
    before = rows((KEPT / f"{shape}.csv").read_text(encoding="utf-8"))
    after = rows(exported)
    assert len(before) > 80
    assert [{name: row[name] for name in before[0]} for row in after] == before


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))
