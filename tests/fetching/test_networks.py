from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.fetching.networks import refusal

# address, and whether --allow-private lets it pass
REFUSED = [
    ("0.0.0.0", False),  # noqa: S104 - an address to be refused
    ("0.1.2.3", False),
    ("10.0.0.1", True),
    ("10.255.255.255", True),
    ("100.64.0.1", True),
    ("100.127.255.254", True),
    ("100.100.100.200", False),
    ("127.0.0.1", True),
    ("127.255.255.254", True),
    ("168.63.129.16", False),
    ("169.254.0.1", False),
    ("169.254.169.254", False),
    ("169.254.170.2", False),
    ("172.16.0.1", True),
    ("172.31.255.255", True),
    ("192.0.0.1", False),
    ("192.0.0.192", False),
    ("192.0.2.7", False),
    ("192.88.99.1", False),
    ("192.168.1.1", True),
    ("198.18.0.1", False),
    ("198.19.255.255", False),
    ("198.51.100.1", False),
    ("203.0.113.9", False),
    ("224.0.0.1", False),
    ("239.255.255.255", False),
    ("240.0.0.1", False),
    ("255.255.255.255", False),
    ("::", False),
    ("::1", True),
    ("::2", False),
    ("::127.0.0.1", False),
    ("::8.8.8.8", False),
    ("::ffff:127.0.0.1", True),
    ("::ffff:10.0.0.1", True),
    ("::ffff:169.254.169.254", False),
    ("::ffff:0:127.0.0.1", False),
    ("64:ff9b::127.0.0.1", True),
    ("64:ff9b::a00:1", True),
    ("64:ff9b::169.254.169.254", False),
    ("64:ff9b:1::1", False),
    ("64:ff9b:1::8.8.8.8", False),
    ("100::1", False),
    ("2001::1", False),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
    ("2001:10::1", False),
    ("2001:db8::1", False),
    ("2002:7f00:1::", False),
    ("2002:a00:1::1", False),
    ("2002:808:808::1", False),
    ("2600:1::5efe:10.0.0.1", True),
    ("2600:1::200:5efe:169.254.169.254", False),
    ("3fff::1", False),
    ("4000::1", False),
    ("5f00::1", False),
    ("8000::1", False),
    ("fc00::1", True),
    ("fd12:3456::1", True),
    ("fd00:ec2::254", False),
    ("fd20:ce::254", False),
    ("fe80::1", False),
    ("fe80::1%eth0", False),
    ("fec0::1", False),
    ("ff02::1", False),
]
ALLOWED = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.255.255",
    "198.17.255.255",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001:81b::200e",
]


@pytest.mark.parametrize(("text", "private"), REFUSED, ids=str)
def test_what_is_not_the_public_internet_is_refused(text: str, private: bool) -> None:
    address = ipaddress.ip_address(text)
    assert refusal(address)
    assert bool(refusal(address, allow_private=True)) is not private


@pytest.mark.parametrize("text", ALLOWED)
def test_what_is_the_public_internet_is_not(text: str) -> None:
    assert refusal(ipaddress.ip_address(text)) == ""


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0", "64:ff9b::", "::"]), st.booleans())
def test_a_wrapping_hides_nothing(address: ipaddress.IPv4Address, prefix: str, private: bool) -> None:
    wrapped = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) + int(address))
    if refusal(address, allow_private=private) and int(wrapped) > 1:
        assert refusal(wrapped, allow_private=private)


@given(st.ip_addresses())
def test_what_python_takes_for_private_is_refused(address: ipaddress.IPv4Address) -> None:
    if not address.is_global:
        assert refusal(address)
