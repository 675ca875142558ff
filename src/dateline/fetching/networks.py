"""Which IP addresses may be connected to: those of the public internet, and no others.

The networks are those of the special-purpose address registries of IANA (RFC 6890 and its updates, as of 2026-11),
with the addresses at which clouds hand out credentials.
"""

from __future__ import annotations

import ipaddress
from functools import cache
from typing import Final

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Never connected to, not even with --allow-private: most lie in networks below, one (Azure's) in a public one.
_METADATA: Final = frozenset(
    map(
        ipaddress.ip_address,
        (
            "169.254.169.254",  # AWS, Google, Azure, Oracle, OpenStack and others
            "169.254.170.2",  # AWS, roles of containers
            "169.254.170.23",  # AWS, identities of pods
            "168.63.129.16",  # Azure
            "100.100.100.200",  # Alibaba
            "192.0.0.192",  # Oracle, older
            "169.254.42.42",  # Scaleway
            "fd00:ec2::254",  # AWS
            "fd00:ec2::23",  # AWS, identities of pods
            "fd20:ce::254",  # Google
            "fd00:42::42",  # Scaleway
        ),
    )
)
# What an intranet is made of: connected to with --allow-private.
_PRIVATE: Final = (
    ("10.0.0.0/8", "private"),
    ("172.16.0.0/12", "private"),
    ("192.168.0.0/16", "private"),
    ("100.64.0.0/10", "shared by a provider's customers"),
    ("127.0.0.0/8", "this machine itself"),
    ("::1/128", "this machine itself"),
    ("fc00::/7", "private"),
)
_SPECIAL: Final = (
    ("0.0.0.0/8", "this network itself"),
    ("169.254.0.0/16", "link-local"),
    ("192.0.0.0/24", "reserved for protocols"),
    ("192.0.2.0/24", "for documentation"),
    ("192.31.196.0/24", "for name servers of private networks"),
    ("192.52.193.0/24", "for multicast relays"),
    ("192.88.99.0/24", "of retired 6to4 relays"),
    ("192.175.48.0/24", "for name servers of private networks"),
    ("198.18.0.0/15", "for measurements"),
    ("198.51.100.0/24", "for documentation"),
    ("203.0.113.0/24", "for documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("64:ff9b:1::/48", "translated by a local network"),
    ("100::/64", "to be discarded"),
    ("2001::/23", "reserved for protocols, such as Teredo"),
    ("2001:db8::/32", "for documentation"),
    ("2002::/16", "of a 6to4 tunnel"),
    ("2620:4f:8000::/48", "for name servers of private networks"),
    ("3fff::/20", "for documentation"),
    ("5f00::/16", "for segment routing"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
_GLOBAL: Final = ipaddress.IPv6Network("2000::/3")
# Of a network without IPv4 this is how the rest of the internet is reached (RFC 6052).
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
# The interface identifiers of ISATAP (RFC 5214), which hold an IPv4 address in the four bytes after them.
_ISATAP: Final = (b"\x00\x00\x5e\xfe", b"\x02\x00\x5e\xfe")


def refusal(address: IPAddress, *, allow_private: bool = False) -> str:
    """Say why an address must not be connected to.

    An IPv6 address that holds an IPv4 address (mapped, NAT64, ISATAP) is judged by both.

    Args:
        address: the address.
        allow_private: let private networks and this machine itself pass, as an intranet needs.

    Returns:
        What kind of address it is, in words that follow "is", or nothing if it may be connected to.
    """
    inner = _inside(address)
    if inner is not None:
        why = refusal(inner, allow_private=allow_private)
        if why or (isinstance(address, ipaddress.IPv6Address) and _only_wraps(address)):
            return why
    if address in _METADATA:
        return "where clouds hand out credentials"
    for network, what in _networks(_PRIVATE):
        if address in network:
            return "" if allow_private else what
    for network, what in _networks(_SPECIAL):
        if address in network:
            return what
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL:
        return "not of the public internet"
    return ""


def _inside(address: IPAddress) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 address holds in its last four bytes."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if _only_wraps(address) or address.packed[8:12] in _ISATAP:
        return ipaddress.IPv4Address(address.packed[12:])
    return None


def _only_wraps(address: ipaddress.IPv6Address) -> bool:
    """Say whether an address is another spelling of an IPv4 address: mapped, or NAT64."""
    return address.ipv4_mapped is not None or address in _NAT64


@cache
def _networks(table: tuple[tuple[str, str], ...]) -> tuple[tuple[_Network, str], ...]:
    return tuple((ipaddress.ip_network(network), what) for network, what in table)
