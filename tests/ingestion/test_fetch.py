import gzip
import ssl
import time
import tracemalloc
from ipaddress import ip_network
from pathlib import Path

import pytest

from claims.errors import AddressRefused, FetchFailed, TextTooLarge
from claims.ingestion.addresses import AddressPolicy
from claims.ingestion.fetch import USER_AGENT, Limits, fetch
from tests.ingestion.servers import gzipped, page, redirect, serving

CERTIFICATE = Path(__file__).parent.parent / "data" / "tls" / "news_example.pem"
SMALL = Limits(max_bytes=100_000, seconds=5)
QUICK = Limits(max_bytes=100_000, seconds=0.4)


def test_it_fetches_a_page_and_says_where_it_was_found():
    answer = page("Größe".encode(), headers=["Content-Type: text/html; charset=UTF-8"])
    with serving(lambda request: [answer]) as served:
        found = fetch(served.url("/a?b=c#part"), policy=served.policy(), limits=SMALL)
    assert (found.content, found.content_type, found.charset, found.status) == (
        "Größe".encode(),
        "text/html",
        "UTF-8",
        200,
    )
    assert found.url == served.url("/a?b=c")


def test_it_names_itself_and_the_host_and_sends_no_cookies_or_credentials():
    first = page(b"", status="302 Found", headers=["Location: /next", "Set-Cookie: track=1"])
    with serving(lambda request: [page(b"x") if "/next" in request else first]) as served:
        fetch(served.url(), policy=served.policy(), limits=SMALL)
    assert len(served.requests) == 2
    for request in served.requests:
        assert f"Host: news.example:{served.port}" in request
        assert f"User-Agent: {USER_AGENT}" in request
        assert "cookie" not in request.lower()
        assert "authorization" not in request.lower()


def test_it_does_not_ask_a_proxy_of_the_environment(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with serving(lambda request: [page(b"x")]) as served:
        assert fetch(served.url(), policy=served.policy(), limits=SMALL).content == b"x"


def test_the_default_policy_refuses_a_server_on_this_machine():
    with serving(lambda request: [page(b"x")]) as served:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(AddressRefused):
                fetch(served.url(host=host))
        only_port = AddressPolicy(ports=frozenset({served.port}))
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(AddressRefused, match="this machine itself"):
                fetch(served.url(host=host), policy=only_port)
    assert served.requests == []


def test_a_redirect_to_a_refused_address_is_not_followed():
    def resolver(host: str, port: int) -> list[str]:
        return {"news.example": ["127.0.0.1"]}.get(host, ["192.168.1.1"])

    with (
        serving(lambda request: [redirect(f"http://intranet.example:{served.port}/")]) as served,
        pytest.raises(AddressRefused, match="a private network"),
    ):
        fetch(served.url(), policy=served.policy(resolver=resolver), limits=SMALL)
    assert len(served.requests) == 1


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "gopher://news.example/",
        "http://news.example:22/",
        "http://user:secret@news.example/",
        "http://[::1]/",
        "http://0x7f000001/",
        "//localhost./",
    ],
)
def test_every_redirect_is_checked_like_the_first_address(location):
    with serving(lambda request: [redirect(location)]) as served, pytest.raises(AddressRefused):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


def test_the_address_that_was_checked_is_the_one_connected_to():
    """DNS rebinding: the name server answers with a public address first and with this machine the second time."""
    answers = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    with serving(lambda request: [page(b"x")]) as served:
        assert fetch(served.url(), policy=served.policy(resolver=resolver), limits=SMALL).content == b"x"
    assert asked == ["news.example"]


def test_a_name_that_also_leads_to_a_private_address_is_refused():
    with serving(lambda request: [page(b"x")]) as served:
        policy = served.policy(resolver=lambda host, port: ["127.0.0.1", "10.0.0.1"])
        with pytest.raises(AddressRefused):
            fetch(served.url(), policy=policy, limits=SMALL)
    assert served.requests == []


def test_it_tries_the_next_address_when_one_does_not_answer():
    with serving(lambda request: [page(b"x")]) as served:
        policy = AddressPolicy(
            ports=frozenset({served.port}),
            also_allowed=(ip_network("127.0.0.0/8"),),
            # The server listens on the second of them only.
            resolver=lambda host, port: ["127.0.0.2", "127.0.0.1"],
        )
        assert fetch(served.url(), policy=policy, limits=SMALL).content == b"x"


def test_redirects_are_followed_as_far_as_the_limit():
    def count(request: str) -> list[bytes]:
        step = int(request.split(" ")[1].strip("/") or 0)
        return [page(b"end") if step == 5 else redirect(f"/{step + 1}")]

    with serving(count) as served:
        assert fetch(served.url("/0"), policy=served.policy(), limits=SMALL).url == served.url("/5")
        with pytest.raises(FetchFailed, match="more than 4 times"):
            fetch(served.url("/0"), policy=served.policy(), limits=Limits(redirects=4, seconds=5))


def test_a_redirect_without_a_target_is_said():
    with (
        serving(lambda request: [page(b"", status="302 Found")]) as served,
        pytest.raises(FetchFailed, match="without saying where"),
    ):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


def test_a_body_that_drips_ends_at_the_time_limit():
    def drip(request: str):
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        for _ in range(100):
            yield b"x"
            yield 0.1

    with serving(drip) as served:
        started = time.monotonic()
        with pytest.raises(FetchFailed, match=r"within 0\.4 seconds"):
            fetch(served.url(), policy=served.policy(), limits=QUICK)
        assert time.monotonic() - started < 2


def test_headers_that_drip_end_at_the_time_limit():
    def drip(request: str):
        yield b"HTTP/1.1 200 OK\r\nX-Slow: "
        for _ in range(100):
            yield b"x"
            yield 0.1

    with serving(drip) as served:
        started = time.monotonic()
        with pytest.raises(FetchFailed, match=r"within 0\.4 seconds"):
            fetch(served.url(), policy=served.policy(), limits=QUICK)
        assert time.monotonic() - started < 2


def test_a_server_that_never_answers_ends_at_the_time_limit():
    with serving(lambda request: [30.0]) as served, pytest.raises(FetchFailed, match="did not arrive"):
        fetch(served.url(), policy=served.policy(), limits=QUICK)


def test_the_time_limit_holds_over_all_redirects():
    def slow(request: str):
        yield 0.15
        yield redirect("/again")

    with serving(slow) as served:
        started = time.monotonic()
        with pytest.raises(FetchFailed, match="did not arrive"):
            fetch(served.url(), policy=served.policy(), limits=Limits(seconds=0.4, redirects=50))
        assert time.monotonic() - started < 2


def test_a_slow_name_server_ends_at_the_time_limit():
    def resolver(host: str, port: int) -> list[str]:
        time.sleep(3)
        return ["127.0.0.1"]

    with serving(lambda request: [page(b"x")]) as served:
        started = time.monotonic()
        with pytest.raises(FetchFailed, match="looked up in time"):
            fetch(served.url(), policy=served.policy(resolver=resolver), limits=QUICK)
        assert time.monotonic() - started < 2


def test_an_announced_size_above_the_limit_is_refused_before_it_is_read():
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n"
    with serving(lambda request: [answer, 30.0]) as served:
        started = time.monotonic()
        with pytest.raises(TextTooLarge, match=r"larger than 0\.1 MB"):
            fetch(served.url(), policy=served.policy(), limits=SMALL)
        assert time.monotonic() - started < 2


def test_a_stream_without_end_stops_at_the_size_limit():
    sent = 0

    def endless(request: str):
        nonlocal sent
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while True:
            sent += 10_000
            yield b"x" * 10_000

    with serving(endless) as served, pytest.raises(TextTooLarge):
        fetch(served.url(), policy=served.policy(), limits=SMALL)
    # What the operating system had buffered when the client hung up comes on top.
    assert sent < 20_000_000


def test_a_packed_page_is_unpacked():
    with serving(lambda request: [gzipped(b"words " * 1000)]) as served:
        assert fetch(served.url(), policy=served.policy(), limits=SMALL).content == b"words " * 1000


def test_a_packed_page_of_several_members_is_unpacked_whole():
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 20
    answer = page(body, headers=["Content-Type: text/html", "Content-Encoding: gzip"])
    with serving(lambda request: [answer]) as served:
        assert fetch(served.url(), policy=served.policy(), limits=SMALL).content == b"one two"


def test_a_bomb_is_refused_without_being_unpacked():
    bomb = gzipped(b"\0" * 50_000_000)
    with serving(lambda request: [bomb]) as served:
        tracemalloc.start()
        try:
            with pytest.raises(TextTooLarge):
                fetch(served.url(), policy=served.policy(), limits=SMALL)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize(
    ("body", "coding", "sentence"),
    [
        (gzip.compress(b"words", mtime=0)[:-6], "gzip", "broke off"),
        (b"no gzip at all", "gzip", "arrived damaged"),
        (b"words", "gzip, gzip", "packed as"),
        (b"words", "br", "packed as"),
    ],
)
def test_packing_that_cannot_be_undone_is_said(body, coding, sentence):
    answer = page(body, headers=["Content-Type: text/html", f"Content-Encoding: {coding}"])
    with serving(lambda request: [answer]) as served, pytest.raises(FetchFailed, match=sentence):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "text/plain; charset=utf-8", "TEXT/HTML"])
def test_pages_and_plain_text_are_taken(kind):
    with serving(lambda request: [page(b"x", headers=[f"Content-Type: {kind}"])]) as served:
        assert fetch(served.url(), policy=served.policy(), limits=SMALL).content == b"x"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "text/css", "nonsense"])
def test_other_content_is_refused(kind):
    with (
        serving(lambda request: [page(b"x", headers=[f"Content-Type: {kind}"])]) as served,
        pytest.raises(FetchFailed, match="not a web page or plain text"),
    ):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


def test_content_that_does_not_say_what_it_is_is_refused():
    with (
        serving(lambda request: [page(b"x", headers=[])]) as served,
        pytest.raises(FetchFailed, match="does not say what it is"),
    ):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("404 Not Found", "404.*not there"),
        ("403 Forbidden", "403.*paste the text"),
        ("503 Busy", "503.*try again later"),
        ("204 No Content", "answered 204"),
        ("304 Not Modified", "answered 304"),
    ],
)
def test_an_answer_that_is_no_page_is_said_with_its_number(status, sentence):
    with serving(lambda request: [page(b"", status=status)]) as served, pytest.raises(FetchFailed, match=sentence):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


@pytest.mark.parametrize(
    "answer",
    [b"", b"not http\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort"],
)
def test_a_server_that_breaks_off_is_said(answer):
    with serving(lambda request: [answer]) as served, pytest.raises(FetchFailed, match="broke off"):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


def test_a_host_where_nobody_listens_is_said():
    with serving(lambda request: []) as served:
        pass
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch(served.url(), policy=served.policy(), limits=SMALL)


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


def test_a_secure_page_is_asked_for_by_name_though_connected_to_by_address():
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with serving(lambda request: [page(b"x")], tls=server_context()) as served:
        url = served.url(scheme="https")
        assert fetch(url, policy=served.policy(), limits=SMALL, tls=trusting).content == b"x"
    assert served.names == ["news.example"]


def test_a_certificate_for_another_name_is_refused():
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    with (
        serving(lambda request: [page(b"x")], tls=server_context()) as served,
        pytest.raises(FetchFailed, match=r"does not prove that it is “other\.example”"),
    ):
        fetch(served.url(scheme="https", host="other.example"), policy=served.policy(), limits=SMALL, tls=trusting)
    assert served.requests == []


def test_a_certificate_nobody_vouches_for_is_refused():
    with (
        serving(lambda request: [page(b"x")], tls=server_context()) as served,
        pytest.raises(FetchFailed, match="certificate is not valid"),
    ):
        fetch(served.url(scheme="https"), policy=served.policy(), limits=SMALL)
    assert served.requests == []


def test_a_handshake_that_never_ends_meets_the_time_limit():
    with serving(lambda request: [30.0]) as served, pytest.raises(FetchFailed):
        fetch(served.url(scheme="https"), policy=served.policy(), limits=QUICK)
