"""Connections that cannot lead where they must not.

The name is looked up once, each answer is checked, and the connection goes to an address that was checked, within
the time that is left.

Looking a name up to check it, and letting the HTTP library look it up again to connect, can be deceived by a name
server that answers differently the second time. Here the check stands in the one place that opens connections.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

import httpcore

from dateline.errors import DatelineError
from dateline.fetching.networks import IPAddress, refusal

Resolve = Callable[[str, int, float], tuple[str, ...]]
"""From a name, a port and a limit in seconds to IP addresses, the best first; raises `OSError` if there are none."""

_TRIED: Final = 4
"""Addresses of one name that are tried."""


def look_up(name: str, port: int, seconds: float) -> tuple[str, ...]:
    """Look a name up with the system's resolver.

    Raises:
        OSError: there is no such name, or no answer within the time.
    """
    answers: queue.SimpleQueue[list[Any] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(name, port, type=socket.SOCK_STREAM))
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:
            answers.put(OSError(str(error)))

    # the system's call knows no time limit; a thread that is left waiting ends by itself
    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise TimeoutError(f"no answer within {seconds:.0f} seconds") from None
    if isinstance(found, OSError):
        raise found
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """The end of the time that a request has.

    Args:
        seconds: from now on.
        elapsed: the clock.
    """

    def __init__(self, seconds: float, elapsed: Callable[[], float]) -> None:
        self.seconds = seconds
        self._elapsed = elapsed
        self._end = elapsed() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises:
            httpcore.ReadTimeout: there are none.
        """
        left = self._end - self._elapsed()
        if left <= 0:
            raise httpcore.ReadTimeout(f"no whole answer within {self.seconds:g} seconds")
        return left


class GuardedBackend(httpcore.NetworkBackend):
    """Opens the connections of one request.

    Args:
        deadline: when it must be done.
        resolve: looks names up.
        allow_private: connect to private networks and this machine, too.
        inner: opens a connection to an IP address.

    Attributes:
        connected: the IP address that was connected to last, or empty.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        resolve: Resolve = look_up,
        allow_private: bool = False,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.connected = ""
        self._deadline = deadline
        self._resolve = resolve
        self._allow_private = allow_private
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of a host's addresses, provided that all of them may be connected to.

        Raises:
            DatelineError: E081, one must not be connected to.
            httpcore.ConnectError: the name is unknown, or no address answers.
            httpcore.TimeoutException: it took too long.
        """
        del timeout
        addresses = self._checked(host, port)[:_TRIED]
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for number, address in enumerate(addresses):
            # one address that does not answer leaves time for the others
            share = self._deadline.left() / (len(addresses) - number)
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.connected = address
            return _TimedStream(stream, self._deadline)
        raise failed

    def _checked(self, host: str, port: int) -> tuple[str, ...]:
        """Return the addresses of a host.

        Raises:
            DatelineError: E081, one of them must not be connected to.
            httpcore.ConnectError: it has none.
        """
        try:
            answers: tuple[str, ...] = (str(ipaddress.ip_address(host)),)
        except ValueError:
            try:
                answers = self._resolve(host, port, self._deadline.left())
            except OSError as error:
                why = error.strerror or str(error)
                raise httpcore.ConnectError(f"the name {host} cannot be looked up: {why}") from error
        for answer in answers:
            self._check(host, answer)
        return answers

    def _check(self, host: str, answer: str) -> None:
        try:
            address: IPAddress = ipaddress.ip_address(answer)
            why = refusal(address, allow_private=self._allow_private)
        except ValueError:
            why = "no IP address"
        if why:
            what = f"{host} is {why}" if answer == host else f"{host} leads to {answer}, which is {why}"
            hint = "" if self._allow_private else "for an intranet of your own: --allow-private"
            raise DatelineError("E081", f"{what}: not connected", hint)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step must be done by a deadline, however often a byte arrives."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del timeout
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
