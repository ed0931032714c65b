"""The guarded socket: takes a host and port, connects only to an address that may be reached, until a deadline.

The name is resolved once and the very addresses that were checked are connected to, so a name that resolves otherwise
a second time (DNS rebinding) gains nothing; redirects come through here too. Invariant: a name with any address that is
neither public (IANA special-purpose registries) nor allowed is not connected to at all.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from socket import SOCK_STREAM, getaddrinfo
from typing import Any

import httpcore2

from tocsin.errors import FetchError

__all__ = ["Guard", "is_public"]

Network = IPv4Network | IPv6Network
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


class Guard(httpcore2.NetworkBackend):
    """Connections for one fetch: ``allowed`` networks beside the public ones, ``deadline`` in monotonic seconds."""

    def __init__(self, allowed: Sequence[Network], deadline: float) -> None:
        self._allowed = allowed
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the first checked address that answers."""
        plain = httpcore2.SyncBackend()
        failure: Exception | None = None
        for address in self._addresses(host, port):
            try:
                left = _left(self._deadline, timeout)
                return _Timed(plain.connect_tcp(address, port, left, local_address, socket_options), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise FetchError(f"can't be reached: {failure}", host, again=True)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"the name can't be resolved: {error}", host, again=True) from error
        addresses = list(dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found))
        for address in addresses:
            known = ip_address(address)
            if not is_public(known) and not any(known in network for network in self._allowed):
                raise FetchError(f"is at {address}, which isn't public; allow_networks permits it", host)
        return addresses


class _Timed(httpcore2.NetworkStream):
    """A stream whose every step ends at the deadline, however slowly the other side drips."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(self._deadline, timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, _left(self._deadline, timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore2.ReadTimeout("the time for one fetch is over")
    return left if timeout is None else min(left, timeout)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for an address of the public internet, also where IPv6 wraps an IPv4 one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local or address.teredo:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
