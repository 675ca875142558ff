# ruff: noqa: PT012 - what is tested is where in a block it stops
from __future__ import annotations

import os
import signal

import pytest

from dateline.fetching.stopping import Stop, Stopped


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_at_once(number: int, status: int) -> None:
    before = signal.getsignal(number)
    stop = Stop()
    with pytest.raises(Stopped) as raised, stop.listening():
        send(number)
    assert raised.value.status == status
    assert signal.getsignal(number) is before


def test_a_write_is_finished_first() -> None:
    stop = Stop()
    done = []
    with pytest.raises(Stopped), stop.listening():
        with stop.shield():
            with stop.shield():
                send(signal.SIGTERM)
                done.append("inner")
            done.append("outer")
            stop.check()
        done.append("told")
        stop.check()
        done.append("more")
    assert done == ["inner", "outer", "told"]


def test_who_knows_that_it_is_safe_may_stop_behind_a_shield() -> None:
    stop = Stop()
    with pytest.raises(Stopped), stop.listening(), stop.shield():
        stop.check(shielded=True)
        send(signal.SIGTERM)
        stop.check(shielded=True)


def test_an_error_in_a_write_does_not_lose_the_signal() -> None:
    stop = Stop()
    with stop.listening():
        with pytest.raises(ValueError, match="full"), stop.shield():
            send(signal.SIGTERM)
            raise ValueError("full")
        with pytest.raises(Stopped):
            stop.check()


def test_the_second_signal_is_the_systems_own() -> None:
    stop = Stop()
    with pytest.raises(Stopped), stop.listening():
        try:
            send(signal.SIGTERM)
        finally:
            assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL


def test_nothing_stops_what_nobody_stopped() -> None:
    stop = Stop()
    with stop.listening(), stop.shield():
        stop.check()
    stop.check()
