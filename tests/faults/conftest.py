"""Rounds of faults, and the table of what they found; `make soak` runs many, the test suite one of each."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.provenance.sites import finish, start

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "1"))


@dataclass(slots=True)
class Row:
    """What became of one kind of fault over all its rounds."""

    rounds: int = 0
    acknowledged: int = 0
    refused: int = 0
    recovered: list[float] = field(default_factory=list)
    started: list[float] = field(default_factory=list)


table: dict[str, Row] = {}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was started once and stopped: to be copied, which is quicker than a first start."""
    folder = tmp_path_factory.mktemp("prepared") / "var"
    site = start(folder)
    site.process.terminate()
    assert finish(site) == (0, "")
    (folder / "postgres" / "reserve").unlink(missing_ok=True)
    return folder


@pytest.fixture
def row(request: pytest.FixtureRequest) -> Row:
    """The row of the table for the kind of fault that this test is about."""
    return table.setdefault(request.node.callspec.params["fault"].__name__.replace("_", " "), Row())


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "number" in metafunc.fixturenames:
        metafunc.parametrize("number", range(1, ROUNDS + 1))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Only of the process that ran them: workers of xdist keep theirs."""
    if not table:
        return
    terminalreporter.section("what was killed how often, and what was found")
    columns = "{:<24} {:>6} {:>12} {:>8} {:>6} {:>22} {:>22}"
    terminalreporter.line(
        columns.format(
            "killed", "rounds", "acknowledged", "refused", "lost", "slowest recovery (s)", "slowest start (s)"
        )
    )
    for fault, found in sorted(table.items()):
        recovered, started = (f"{max(values):.1f}" if values else "-" for values in (found.recovered, found.started))
        # A lost claim fails its round, which is then not counted here.
        terminalreporter.line(
            columns.format(fault, found.rounds, found.acknowledged, found.refused, 0, recovered, started)
        )
