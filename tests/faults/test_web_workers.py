"""Clients that vanish, and workers that are killed for their memory: the others do not notice, and nothing is left."""

import os
import signal
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
import pytest

from tests.faults.savers import claim_on, first_article
from tests.provenance.processes import wait_for
from tests.provenance.sites import Site, connected, finish, start

CLAIMS, CLAIMS_AT_ONCE, LONGEST_QUOTE = 240, 40, 50_000
"""Together more than the buffers of both ends of a socket take, so that the server waits in the middle of an export."""
EXPORT = "/api/v1/workspaces/demo/exports/claims.csv"
VANISHING = 20
DROPPED = 0
THREADS = 16
MOST_SESSIONS = THREADS + 2
"""One of each thread, and those of the background worker."""


@pytest.fixture(scope="module")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = start(Path(copytree(prepared, tmp_path_factory.mktemp("web") / "var")))
    yield site
    site.process.terminate()
    assert finish(site)[0] == 0
    site.assert_nothing_is_left()


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(
        base_url=f"{site.address}api/v1/workspaces/demo/", headers={"Authorization": f"Token {site.token}"}, timeout=60
    ) as client:
        yield client


def test_a_client_that_vanishes_in_mid_export_leaves_nothing(site: Site, client: httpx.Client) -> None:
    add_long_quotes(client)
    workers = site.web_workers()
    with connected(site) as database:
        for _ in range(VANISHING):
            vanish_in_mid_export(site, database)
        wait_for(lambda: exports_under_way(database) == 0)
        wait_for(lambda: not any("transaction" in state for state in sessions(database)))
        wait_for(lambda: sessions(database).total() <= MOST_SESSIONS)
    assert site.web_workers() == workers
    assert client.get("exports/claims.csv").text.count("\n") > CLAIMS


def add_long_quotes(client: httpx.Client) -> None:
    text = "again and " * (LONGEST_QUOTE // 10 + 1)
    made = client.post("articles/", json={"title": "Long", "text": text.strip()})
    assert made.status_code == 201, made.text
    article = client.get(f"articles/{made.json()['id']}/").json()
    for _ in range(CLAIMS // CLAIMS_AT_ONCE):
        bodies = [claim_on(article, length=LONGEST_QUOTE) for _ in range(CLAIMS_AT_ONCE)]
        assert (answer := client.post("claims/bulk/", json=bodies)).status_code == 201, answer.text


def vanish_in_mid_export(site: Site, database: "psycopg.Connection[tuple[object, ...]]") -> None:
    address = urlsplit(site.address)
    with socket.socket() as program:
        program.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        program.connect((address.hostname, address.port))
        program.sendall(
            f"GET {EXPORT} HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Token {site.token}\r\n\r\n".encode()
        )
        assert program.recv(100).startswith(b"HTTP/1.1 200")
        wait_for(lambda: exports_under_way(database) > 0)
        # A reset instead of a goodbye, as from a program that was killed.
        program.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def exports_under_way(database: "psycopg.Connection[tuple[object, ...]]") -> int:
    sql = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY (%' AND state = 'active'"
    found = database.execute(sql).fetchone()
    assert found is not None
    return int(str(found[0]))


def sessions(database: "psycopg.Connection[tuple[object, ...]]") -> Counter[str]:
    sql = "SELECT state FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    return Counter(str(state) for (state,) in database.execute(sql).fetchall())


def test_a_worker_killed_for_its_memory_hurts_its_requests_and_nobody_else(site: Site, client: httpx.Client) -> None:
    """As the kernel does it, in the middle of large requests."""
    article = first_article(client)
    before = site.web_workers()
    with ThreadPoolExecutor() as together:
        large = [together.submit(send_large, site, number=number) for number in range(4)]
        time.sleep(0.3)
        os.kill(before[0], signal.SIGKILL)
        assert {sent.result() for sent in large} <= {201, DROPPED}
    wait_for(lambda: len(set(site.web_workers()) - set(before)) == 1)
    assert before[1] in site.web_workers()
    assert [save(site, article) for _ in range(20)] == [201] * 20


def send_large(site: Site, *, number: int) -> int:
    return send(site, "articles/", {"title": "Large", "text": f"{number} " + "Words of a text. " * 290_000})


def save(site: Site, article: dict[str, Any]) -> int:
    return send(site, "claims/", claim_on(article))


def send(site: Site, path: str, body: dict[str, Any]) -> int:
    """Over a connection of its own, so that either worker may get it."""
    address = f"{site.address}api/v1/workspaces/demo/{path}"
    try:
        return httpx.post(address, json=body, headers={"Authorization": f"Token {site.token}"}, timeout=60).status_code
    except httpx.TransportError:
        return DROPPED
