"""Eight searches a second from one network address, counted in this process alone.

Each server process counts for itself, so that a search costs no write: with four of them, one address may ask
up to four times as often.
"""

import time
from threading import Lock
from typing import Final

from content.people.throttle import address_of, network

__all__ = ["address_of", "forget", "seconds_to_wait"]

A_SECOND: Final = 8.0
AT_ONCE: Final = 16.0
_MOST_ADDRESSES: Final = 10_000
_left: dict[str, tuple[float, float]] = {}
_lock: Final = Lock()


def seconds_to_wait(address: str, *, now: float | None = None) -> float:
    """0 lets a search through and counts it, else the seconds until the next one."""
    now = time.monotonic() if now is None else now
    key = network(address)
    with _lock:
        if len(_left) >= _MOST_ADDRESSES and key not in _left:
            _forget_the_rested(now)
        left, since = _left.get(key, (AT_ONCE, now))
        left = min(AT_ONCE, left + (now - since) * A_SECOND)
        _left[key] = (left - 1.0 if left >= 1.0 else left, now)
    return 0.0 if left >= 1.0 else (1.0 - left) / A_SECOND


def forget() -> None:
    """Nobody has asked for anything yet."""
    with _lock:
        _left.clear()


def _forget_the_rested(now: float) -> None:
    """Those who have all their searches left again; if there are none, everybody begins anew."""
    rested = [key for key, (left, since) in _left.items() if left + (now - since) * A_SECOND >= AT_ONCE]
    for key in rested:
        del _left[key]
    if not rested:
        _left.clear()
