import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

from provenance.postgres import users
from provenance.postgres.keeper import RECOVERING
from provenance.postgres.server import Server
from tests.provenance.postgres.conftest import Process, User, keeper_of, meet, postmaster_of
from tests.provenance.processes import processes_naming, wait_for

Use = Callable[[], User]


def test_it_starts_with_the_first_user_and_stops_with_the_last(server: Server, use: Use) -> None:
    first = use()
    second = use()
    assert first.started == second.started
    assert first.leave() == ""
    assert use().started == second.started
    second.leave()
    assert users.is_running(server)


def test_nothing_is_left_after_the_last_user(server: Server, use: Use) -> None:
    use().leave()
    wait_for(lambda: not users.is_running(server))
    assert processes_naming(str(server.folder)) == []
    assert not (server.data / "postmaster.pid").exists()


def test_a_stop_and_a_start_need_no_recovery(server: Server, use: Use) -> None:
    use().leave()
    assert use().leave() == ""


def test_many_that_start_at_once_share_one_server(server: Server, launch: Callable[[], Process]) -> None:
    launched = [launch() for _ in range(4)]
    met = [meet(process) for process in launched]
    assert len({user.started for user in met}) == 1
    assert len(processes_naming(f"provenance.postgres.keeper {server.folder} ")) == 1
    for user in met:
        user.leave()


def test_a_killed_user_counts_as_gone(server: Server, use: Use) -> None:
    use().kill()
    wait_for(lambda: not users.is_running(server))
    assert processes_naming(str(server.folder)) == []


def test_a_killed_keeper_takes_the_server_along_and_the_next_user_starts_another(server: Server, use: Use) -> None:
    before = use()
    os.kill(keeper_of(server), signal.SIGKILL)
    after = use()
    assert after.started != before.started


def test_a_killed_keeper_leaves_no_process(server: Server, use: Use) -> None:
    user = use()
    os.kill(keeper_of(server), signal.SIGKILL)
    wait_for(lambda: processes_naming(f"-D {server.data}") == [])
    user.leave()
    assert not users.is_running(server)


def test_a_killed_server_is_started_again_and_says_that_it_recovers(server: Server, use: Use) -> None:
    before = use()
    os.kill(postmaster_of(server), signal.SIGKILL)
    after = use()
    assert after.started != before.started
    assert RECOVERING in after.leave()


def test_a_killed_keeper_and_server_together_are_started_again(server: Server, use: Use) -> None:
    use()
    for pid in (postmaster_of(server), keeper_of(server)):
        os.kill(pid, signal.SIGKILL)
    assert RECOVERING in use().leave()


def test_a_process_that_does_not_end_with_its_server_is_ended_by_the_next_start(server: Server, use: Use) -> None:
    """As one that waits inside PostgreSQL for somebody who was killed; a stopped one hears of nothing, either."""
    before = use()
    postmaster = postmaster_of(server)
    child = int(Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text(encoding="ascii").split()[0])
    os.kill(child, signal.SIGSTOP)
    os.kill(postmaster, signal.SIGKILL)
    assert use().started != before.started
    wait_for(lambda: not Path(f"/proc/{child}").exists())


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(server: Server, use: Use) -> None:
    use().leave()
    wait_for(lambda: not users.is_running(server))
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n", encoding="utf-8")
    assert RECOVERING in use().leave()


def test_its_folder_is_private_and_the_parent_is_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    server = Server(tmp_path / "postgres", durable=False)
    users.attach(server)
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path, server.folder, server.data, server.users_lock, server.log)
    }
    users.detach(server)
    expected = {tmp_path.name: 0o755, "postgres": 0o700, "data": 0o700, "users.lock": 0o600, "postgres.log": 0o600}
    assert modes == expected


def test_a_server_that_is_not_durable_forgets_everything(tmp_path: Path) -> None:
    server = Server(tmp_path / "postgres", durable=False)
    users.attach(server)
    users.detach(server)
    assert not server.folder.exists()
    assert not users.is_running(server)


def test_a_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path: Path) -> None:
    server = Server(tmp_path / ("long" * 25) / "postgres", durable=False)
    assert server.socket_folder != server.folder
    users.attach(server)
    assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    users.detach(server)
    assert not server.folder.exists()
    assert not server.socket_folder.exists()
