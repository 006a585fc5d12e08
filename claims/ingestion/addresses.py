"""Which addresses may be fetched: public hosts of the web, never this machine, its networks or its cloud's services."""

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from claims.errors import AddressRefused, FetchFailed

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], list[str]]

LONGEST_URL = 2000
WEB_PORTS = {"http": 80, "https": 443}
# IANA special-purpose registries, https://www.iana.org/assignments/iana-ipv4-special-registry/; own list because
# `ipaddress.is_global` changed its mind between releases of Python.
REFUSED_IPV4 = tuple(
    (ipaddress.IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "an unspecified address"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's internal network"),
        ("127.0.0.0/8", "this machine itself"),
        # The "wire server" of a large cloud: public by number, answers only to its own machines.
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "a link-local network"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for documentation"),
        ("192.88.99.0/24", "a reserved network"),
        ("192.168.0.0/16", "a private network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("198.51.100.0/24", "a network for documentation"),
        ("203.0.113.0/24", "a network for documentation"),
        ("224.0.0.0/4", "a multicast group"),
        ("240.0.0.0/4", "a reserved network"),
    )
)
REFUSED_IPV6 = tuple(
    (ipaddress.IPv6Network(network), reason)
    for network, reason in (
        ("::/128", "an unspecified address"),
        ("::1/128", "this machine itself"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "a link-local network"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "a multicast group"),
        ("2001::/32", "a tunnel (Teredo)"),
        ("2001::/23", "a reserved network"),
        ("2001:db8::/32", "a network for documentation"),
        ("2002::/16", "a tunnel (6to4)"),
        ("3fff::/20", "a network for documentation"),
    )
)
PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
# Networks without IPv4 reach it through these: what counts is the IPv4 address within.
IPV4_WITHIN_IPV6 = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))
HOST_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*")
NUMBER_LABEL = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")


def resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class AddressPolicy:
    """What may be fetched. An installation that reads its own network names it in `also_allowed`."""

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    also_allowed: tuple[IPNetwork, ...] = ()
    resolver: Resolver = resolve


PUBLIC_WEB = AddressPolicy()


def check_url(url: str, *, policy: AddressPolicy = PUBLIC_WEB) -> httpx.URL:
    """The URL as it will be asked for: http or https, no credentials, no fragment, a plainly written host."""
    if len(url) > LONGEST_URL:
        raise AddressRefused(
            f"The address is longer than {LONGEST_URL} characters; check what was pasted.", field="url"
        )
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as wrong:
        raise AddressRefused(
            "This is not an address a page can be fetched from; copy it again from the browser.", field="url"
        ) from wrong
    if parsed.scheme not in WEB_PORTS:
        raise AddressRefused("Only addresses that begin with http:// or https:// can be fetched.", field="url")
    if parsed.userinfo:
        raise AddressRefused("The address holds a user name or password; remove it, or paste the text.", field="url")
    _check_host(parsed.raw_host.decode("ascii").strip("[]"))
    _check_port(port_of(parsed), policy=policy)
    return parsed.copy_with(fragment=None)


def port_of(url: httpx.URL) -> int:
    return WEB_PORTS[url.scheme] if url.port is None else url.port


def check_address(
    host: str, port: int, *, policy: AddressPolicy = PUBLIC_WEB, seconds: float = 10.0
) -> tuple[IPAddress, ...]:
    """The addresses the host stands for now, all of them allowed; connect to these and look nothing up again."""
    _check_port(port, policy=policy)
    written = _check_host(host)
    addresses = (written,) if written else _look_up(host, port, resolver=policy.resolver, seconds=seconds)
    for address in addresses:
        reason = refusal(address, policy=policy)
        if reason:
            # The reason without the address: an outsider must not map the network by asking for names.
            raise AddressRefused(
                f"“{host}” leads to {reason}, which is not fetched; paste the text instead.", field="url"
            )
    return addresses


def refusal(address: IPAddress, *, policy: AddressPolicy = PUBLIC_WEB) -> str:
    """What the address is, where it must not be fetched; else nothing."""
    address = _innermost(address)
    if any(address.version == network.version and address in network for network in policy.also_allowed):
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return next((reason for network, reason in REFUSED_IPV4 if address in network), "")
    found = next((reason for network, reason in REFUSED_IPV6 if address in network), "")
    return found or ("" if address in PUBLIC_IPV6 else "a reserved network")


def _innermost(address: IPAddress) -> IPAddress:
    if isinstance(address, ipaddress.IPv6Address) and any(address in network for network in IPV4_WITHIN_IPV6):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _check_port(port: int, *, policy: AddressPolicy) -> None:
    if port not in policy.ports:
        allowed = ", ".join(str(each) for each in sorted(policy.ports))
        raise AddressRefused(f"Port {port} is not fetched, only {allowed}; paste the text instead.", field="url")


def _check_host(host: str) -> IPAddress | None:
    """The address, where the host is written as one. Numbers in other spellings mean different hosts to different
    programs (127.1, 0x7f000001, 017700000001) and are refused."""
    if not host:
        raise AddressRefused("The address names no host; copy it again from the browser.", field="url")
    if host.endswith("."):
        raise AddressRefused(f"Write “{host.rstrip('.')}” without the dot at the end.", field="url")
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if address is not None:
        if isinstance(address, ipaddress.IPv6Address) and address.scope_id:
            raise AddressRefused("An address with a network interface in it is not fetched.", field="url")
        return address
    if ":" in host or NUMBER_LABEL.fullmatch(host.rpartition(".")[2].lower()):
        raise AddressRefused(f"“{host}” is a number in an unusual spelling; write the host's name.", field="url")
    if len(host) > 253 or not HOST_NAME.fullmatch(host.lower()):
        raise AddressRefused(f"“{host[:80]}” is not the name of a host; check the address.", field="url")
    return None


def _look_up(host: str, port: int, *, resolver: Resolver, seconds: float) -> tuple[IPAddress, ...]:
    """The system's look-up knows no time limit of its own, so it runs beside and is left behind when it is late."""
    answer: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolver(host, port))
        except (OSError, UnicodeError) as wrong:
            answer.put(OSError(str(wrong)))

    threading.Thread(target=ask, daemon=True, name="host look-up").start()
    try:
        found = answer.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise FetchFailed(f"The host “{host}” could not be looked up in time; try again.", field="url") from None
    if isinstance(found, OSError) or not found:
        raise FetchFailed(f"There is no host “{host}”, or the network is down; check the address.", field="url")
    return tuple(ipaddress.ip_address(each.partition("%")[0]) for each in dict.fromkeys(found))
