"""Which addresses may be fetched, and which spellings are the same."""

from __future__ import annotations

import ipaddress

import pytest

from zegsman.errors import FetchRefused
from zegsman.read.fetch.addresses import canonical_address, is_public, join_address, parse_address


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://Voorbeeld.NL", "https://voorbeeld.nl/"),
        ("http://voorbeeld.nl:80/a?b=1#c", "http://voorbeeld.nl/a?b=1"),
        ("https://voorbeeld.nl:8443/a b", "https://voorbeeld.nl:8443/ab"),
        ("https://bücher.example/ö?q=é", "https://xn--bcher-kva.example/%C3%B6?q=%C3%A9"),
        ("https://voorbeeld.nl./%C3%B6", "https://voorbeeld.nl/%C3%B6"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_parse_address(url: str, written: str) -> None:
    """An address is taken apart and written back in the form of a request, without its fragment."""
    assert str(parse_address(url)) == written


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://voorbeeld.nl/", "only http and https"),
        ("voorbeeld.nl", "no scheme"),
        ("https://jan:geheim@voorbeeld.nl/", "name or password"),
        ("http://voorbeeld.nl:25/", "port 25"),
        ("http://voorbeeld.nl:99999/", "no web address"),
        ("http:///pad", "no host"),
        ("http://[::1/", "no web address"),
        ("https://voorbeeld.nl/" + "a" * 9000, "characters"),
        ("https://" + "a" * 70 + ".nl/", "no web address"),
    ],
)
def test_parse_address_refuses(url: str, why: str) -> None:
    """What is no address of the web, or holds a secret, is refused with the reason and without the secret."""
    with pytest.raises(FetchRefused, match=why) as caught:
        parse_address(url)
    assert "geheim" not in str(caught.value)


def test_join_address() -> None:
    """A redirect may be relative, and is checked like any address."""
    start = parse_address("https://voorbeeld.nl/a/b?c=1")
    assert str(join_address(start, "../d")) == "https://voorbeeld.nl/d"
    assert str(join_address(start, "//ander.nl/e")) == "https://ander.nl/e"
    with pytest.raises(FetchRefused):
        join_address(start, "file:///etc/passwd")
    with pytest.raises(FetchRefused):
        join_address(start, "http://[x")


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
        "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_is_public_not(ip: str) -> None:
    """Loopback, private, link-local, shared, reserved and multicast addresses are not public, however embedded."""
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["9.9.9.9", "151.101.1.1", "2a00:1450:400e::1", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_is_public(ip: str) -> None:
    """Addresses of the open internet are public."""
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://Voorbeeld.nl:443/a?utm_source=x&b=1&fbclid=2#post-3", "https://voorbeeld.nl/a?b=1#post-3"),
        ("http://voorbeeld.nl", "http://voorbeeld.nl/"),
        ("http://voorbeeld.nl/?q=a%20b&c", "http://voorbeeld.nl/?q=a%20b&c"),
        ("geen adres", "geen adres"),
        ("http://voorbeeld.nl:x/", "http://voorbeeld.nl:x/"),
    ],
)
def test_canonical_address(url: str, same: str) -> None:
    """Case of the host, default port and parameters of campaigns make no other address; a fragment does."""
    assert canonical_address(url) == same
