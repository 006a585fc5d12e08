import socket
from ipaddress import ip_address, ip_network

import pytest

from claims.errors import AddressRefused, FetchFailed
from claims.ingestion.addresses import AddressPolicy, check_address, check_url, refusal


def leading_to(*addresses: str) -> AddressPolicy:
    return AddressPolicy(resolver=lambda host, port: list(addresses))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 (refused here, nothing listens on it)
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:10::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_that_is_not_public_is_refused(address):
    assert refusal(ip_address(address))
    with pytest.raises(AddressRefused):
        check_address("news.example", 443, policy=leading_to(address))


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"),
        *("172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255"),
        *("2606:4700::1111", "2a00:1450:4001::1", "::ffff:1.1.1.1", "64:ff9b::101:101"),
    ],
)
def test_a_public_address_is_taken(address):
    assert refusal(ip_address(address)) == ""
    assert check_address("news.example", 443, policy=leading_to(address)) == (ip_address(address),)


def test_one_refused_address_among_many_is_enough():
    with pytest.raises(AddressRefused):
        check_address("news.example", 80, policy=leading_to("1.1.1.1", "10.0.0.1"))


def test_an_installation_may_allow_a_network_of_its_own():
    policy = AddressPolicy(also_allowed=(ip_network("10.1.0.0/16"),), resolver=lambda host, port: ["10.1.2.3"])
    assert check_address("wiki.example", 80, policy=policy) == (ip_address("10.1.2.3"),)
    assert refusal(ip_address("10.2.0.1"), policy=policy)
    assert refusal(ip_address("::ffff:10.1.0.1"), policy=policy) == ""


def test_the_refusal_does_not_tell_the_address():
    with pytest.raises(AddressRefused) as refused:
        check_address("news.example", 80, policy=leading_to("10.11.12.13"))
    assert "10.11.12.13" not in refused.value.message
    assert refused.value.field == "url"


def test_this_machine_is_refused_by_its_own_name():
    with pytest.raises(AddressRefused):
        check_address("localhost", 80)


def test_an_address_is_not_looked_up():
    def resolver(host: str, port: int) -> list[str]:
        raise AssertionError("an address needs no look-up")

    assert check_address("1.1.1.1", 80, policy=AddressPolicy(resolver=resolver)) == (ip_address("1.1.1.1"),)
    with pytest.raises(AddressRefused):
        check_address("::1", 80, policy=AddressPolicy(resolver=resolver))


@pytest.mark.parametrize("port", [0, 21, 22, 25, 5432, 6379, 8000, 65535])
def test_ports_of_other_services_are_refused(port):
    with pytest.raises(AddressRefused, match="Port"):
        check_address("news.example", port, policy=leading_to("1.1.1.1"))


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_ports_of_the_web_are_taken(port):
    assert check_address("news.example", port, policy=leading_to("1.1.1.1"))


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "017700000001",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "127.0.0.0x1",
        "127.0.0.1.",
        "localhost.",
        "news.example.",
        "1.2.3.4.5",
        "999.1.1.1",
        "fe80::1%eth0",
        "::ffff:7f00:1:zz",
        "",
        ".",
        "..",
        "a..b",
        "-a.example",
        "a_b .example",
        "news%2eexample",
        "a" * 64 + ".example",
        ".".join(["abcdefgh"] * 40),
        "news\0.example",
        "news.example\n",
        "１２７.０.０.１",
    ],
)
def test_odd_spellings_of_a_host_are_refused(host):
    with pytest.raises(AddressRefused):
        check_address(host, 80, policy=leading_to("1.1.1.1"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "//news.example/a",
        "ftp://news.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "http://",
        "http:///a",
        "http://user@news.example/",
        "http://user:secret@news.example/",
        "http://:secret@news.example/",
        "http://news.example:22/",
        "http://news.example:0/",
        "http://news.example:99999/",
        "http://news.example:x/",
        "http://127.1/",
        "http://2130706433/",
        "http://１２７.０.０.１/",
        "http://①②⑦.0.0.1/",
        "http://127。1/",
        "http://%31%32%37.0.0.1/",
        "http://news.example%00.other.example/",
        "http://127.0.0.1\\@news.example/",
        "http://news.example./",
        "http://exa mple.com/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://news.example/" + "a" * 3000,
        "http://news.example/\x00",
        "http://\ud800/",
    ],
)
def test_an_address_in_a_way_no_article_has_is_refused(url):
    with pytest.raises(AddressRefused) as refused:
        check_url(url)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://news.example/a?b=c#d", "http://news.example/a?b=c"),
        ("  HTTPS://News.Example/A ", "https://news.example/A"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("http://1.1.1.1/", "http://1.1.1.1/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
    ],
)
def test_a_plain_address_is_asked_for_as_it_stands(url, asked):
    assert str(check_url(url)) == asked


def test_a_host_that_does_not_exist_is_said():
    def resolver(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.raises(FetchFailed, match=r"There is no host “nowhere\.example”"):
        check_address("nowhere.example", 80, policy=AddressPolicy(resolver=resolver))
