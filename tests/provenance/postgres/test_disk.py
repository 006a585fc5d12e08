"""The switch between writing and reading only, on disks whose free space the test says."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from provenance.postgres.disk import ENOUGH, LOW, MB, RESERVE, Disk
from provenance.postgres.server import Server


@dataclass(slots=True)
class Space:
    """What is free; to be changed under way."""

    free: int

    def __call__(self, folder: Path) -> int:
        return self.free


@pytest.fixture
def space() -> Space:
    return Space(free=ENOUGH + RESERVE)


@pytest.fixture
def disk(tmp_path: Path, space: Space) -> Disk:
    return Disk(Server(tmp_path), free=space)


def test_a_disk_with_space_gets_a_reserve_and_is_written_to(disk: Disk) -> None:
    disk.before_start()
    assert disk.reserve.stat().st_size == RESERVE
    assert not disk.reads_only


def test_a_small_disk_does_without_a_reserve(disk: Disk, space: Space) -> None:
    space.free = ENOUGH + MB
    disk.before_start()
    assert not disk.reserve.exists()
    assert not disk.reads_only


def test_a_disk_that_runs_full_only_reads_and_keeps_its_reserve(disk: Disk, space: Space) -> None:
    disk.before_start()
    assert not disk.look()
    space.free = LOW - 1
    assert disk.look()
    assert disk.reads_only
    assert disk.reserve.exists()
    assert not disk.look()


def test_a_start_on_a_full_disk_gives_up_the_reserve_and_only_reads(disk: Disk, space: Space) -> None:
    disk.before_start()
    space.free = 0
    disk.before_start()
    assert not disk.reserve.exists()
    assert disk.reads_only


@pytest.mark.parametrize(("free", "reads_only"), [(ENOUGH - 1, True), (ENOUGH, False)], ids=["a little", "enough"])
def test_it_writes_again_with_enough_space(disk: Disk, space: Space, free: int, reads_only: bool) -> None:
    disk.before_start()
    space.free = 0
    disk.look()
    space.free = free
    assert disk.look() is not reads_only
    assert disk.reads_only is reads_only


def test_the_reserve_comes_back_with_the_space(disk: Disk, space: Space) -> None:
    disk.before_start()
    space.free = 0
    disk.before_start()
    space.free = ENOUGH + RESERVE
    disk.look()
    assert disk.reserve.exists()
