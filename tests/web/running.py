"""Runs servers: `dateline serve` as a process of its own, or an application in a thread."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette

from dateline.web import serving


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs.

    Attributes:
        process: the process; what it writes to its standard error comes through its pipe.
        address: the address that it printed.
    """

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        """The port it listens on."""
        return urlsplit(self.address).port or 80


@contextmanager
def running(store: Path, *options: str, **variables: str) -> Iterator[Running]:
    """Run `dateline serve` of a store on a free port.

    Args:
        store: the store.
        options: further options of the command.
        variables: further variables of its environment.
    """
    command = [sys.executable, "-m", "dateline", "serve", "--db", str(store), "--port", "0", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            said = process.stdout.readline()
            assert said.startswith("http://"), said + process.stderr.read()
            yield Running(process, said.split()[0])
        finally:
            process.terminate()


@contextmanager
def served(store: Path, *options: str) -> Iterator[str]:
    """Run `dateline serve` of a store on a free port; gives its address, without the slash at its end."""
    with running(store, *options) as server:
        yield server.address.rstrip("/")


@contextmanager
def in_thread(app: Starlette) -> Iterator[int]:
    """Serve an application as `dateline serve` does, in a thread; gives the port."""
    with serving.listening(serving.Place(port=0)) as taken:
        server = uvicorn.Server(serving.settings(app))
        thread = threading.Thread(target=server.run, args=([taken],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield taken.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def spoken(port: int, data: bytes) -> bytes:
    """Send bytes to a port of this machine, and return what comes back until the other side closes."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as talk, suppress(ConnectionError):
        talk.sendall(data)
        while piece := talk.recv(65_536):
            heard += piece
    return heard
