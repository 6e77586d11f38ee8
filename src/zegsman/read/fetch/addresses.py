"""Web addresses: which may be fetched, how two spellings of one are told to be the same."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from zegsman.errors import FetchRefused

SCHEMES = {"http": 80, "https": 443}
"""The schemes that are fetched, and their ports."""
_FIRST_FREE_PORT = 1024
"""Ports below belong to services of the system (mail, shells, printers): only those of the web are asked there."""
_LONGEST = 8000
"""Code points of an address; RFC 9110, 4.1, recommends that at least these be supported."""
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
# Parameters that tell where a reader came from and change nothing in what is shown.
_CAMPAIGN = re.compile(r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|wt_mc|at_\w+|ns_\w+)$", re.I)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart: `target` is path and query as they go into the request."""

    scheme: str
    host: str
    """In lower case, ASCII (IDNA)."""
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt speaks for, and what gets one connection."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == SCHEMES[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.target


def parse_address(url: str) -> Address:
    """The address in a string.

    Raises:
        FetchRefused: if it is no http or https address, names a user or password, or a port that is not of the web.
    """
    if len(url) > _LONGEST:
        raise FetchRefused(f"{url[:80]}… has {len(url)} characters; an address may have {_LONGEST}")
    try:
        parts = urlsplit(_CONTROL.sub("", url))
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchRefused(f"{url} is no web address ({error})") from error
    if parts.scheme not in SCHEMES:
        raise FetchRefused(f"{url} begins with {parts.scheme or 'no scheme'!r}; only http and https are fetched")
    if not host:
        raise FetchRefused(f"{url} names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(f"the address at {host} holds a name or password; give it without")
    port = port or SCHEMES[parts.scheme]
    if port < _FIRST_FREE_PORT and port not in SCHEMES.values():
        raise FetchRefused(f"{url} asks for port {port}, which is no port of the web")
    target = quote(parts.path or "/", safe=_PATH_SAFE) + (
        "?" + quote(parts.query, safe=_PATH_SAFE + "?") if parts.query else ""
    )
    return Address(parts.scheme, ascii_host.lower(), port, target)


def join_address(address: Address, location: str) -> Address:
    """The address that a redirect from `address` leads to.

    Raises:
        FetchRefused: as `parse_address`.
    """
    try:
        return parse_address(urljoin(str(address), location.strip()))
    except ValueError as error:
        raise FetchRefused(f"{address} leads on to {location[:80]!r}, which is no web address") from error


def is_public(ip: IpAddress) -> bool:
    """Whether an IP address belongs to the open internet, addresses embedded in it included.

    Loopback, private, link-local, shared, reserved, documentation and multicast addresses do not (IANA
    special-purpose registries, as the standard library knows them).
    """
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
        if ip.ipv4_mapped is not None:
            return is_public(ip.ipv4_mapped)
        if ip.is_site_local or any(not is_public(one) for one in (ip.sixtofour, *(ip.teredo or ())) if one is not None):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def canonical_address(url: str) -> str:
    """One spelling for an address: host in lower case, no default port, no parameters of campaigns.

    The fragment stays: a live blog's posts differ in nothing else. An address that cannot be parsed stays as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if parts.scheme not in SCHEMES or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    place = host if port in (None, SCHEMES[parts.scheme]) else f"{host}:{port}"
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _CAMPAIGN.match(name)
    ]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((parts.scheme, place, parts.path or "/", query, parts.fragment))
