"""A load generator in a process of its own: connections that each ask again as soon as they are answered.

`python -m defense.bench.load HOST PORT SECONDS CONNECTIONS`, with the addresses to ask for, one a line, on
the standard input; answers one line of JSON. It imports no Django and does little for each request, so that
the server is what is measured.
"""

import json
import select
import socket
import sys
import time
from collections.abc import Sequence
from itertools import cycle

HEADERS = "Host: {host}:{port}\r\nAccept-Encoding: gzip, deflate, br\r\nAccept: text/html\r\n\r\n"


class Unexpected(Exception):
    """An answer that would spoil the measurement: an error status, or one without a length."""


class Connection:
    """One kept-alive connection with at most one request under way."""

    def __init__(self, host: str, port: int) -> None:
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.needed = 0
        self.asked_at = 0.0

    def ask(self, request: bytes) -> None:
        self.received, self.needed, self.asked_at = b"", 0, time.perf_counter()
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Takes what has arrived; whether the answer is whole."""
        part = self.socket.recv(262_144)
        if not part:
            raise Unexpected("the server closed the connection")
        self.received = self.received + part if self.received else part
        if not self.needed:
            self.needed = length_of(self.received)
        return 0 < self.needed <= len(self.received)


def length_of(received: bytes) -> int:
    """Bytes of the whole answer by its headers, 0 while they are not complete."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    if not received.startswith(b"HTTP/1.1 200"):
        raise Unexpected(received[:end].decode("latin-1").splitlines()[0])
    head = received[:end].lower()
    at = head.find(b"\r\ncontent-length:")
    if at < 0:
        raise Unexpected("an answer without Content-Length")
    return end + 4 + int(head[at + 17 :].split(b"\r\n", 1)[0])


def measure(
    host: str, port: int, addresses: Sequence[str], seconds: float, connections: int
) -> dict[str, object]:
    """Requests per second, and the latencies in milliseconds."""
    headers = HEADERS.format(host=host, port=port)
    requests = cycle([f"GET {address} HTTP/1.1\r\n{headers}".encode() for address in addresses])
    poll = select.epoll()
    opened = {}
    for _ in range(connections):
        connection = Connection(host, port)
        opened[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
        connection.ask(next(requests))
    latencies: list[float] = []
    started = now = time.perf_counter()
    while now - started < seconds:
        for number, _ in poll.poll(5):
            connection = opened[number]
            if connection.is_answered():
                now = time.perf_counter()
                latencies.append(now - connection.asked_at)
                connection.ask(next(requests))
        now = time.perf_counter()
    for connection in opened.values():
        connection.socket.close()
    poll.close()
    return summary(latencies, now - started)


def summary(latencies: list[float], seconds: float) -> dict[str, object]:
    if not latencies:
        raise Unexpected("no answer at all")
    latencies.sort()

    def at(share: float) -> float:
        return round(1000 * latencies[min(len(latencies) - 1, int(share * len(latencies)))], 2)

    return {
        "requests": len(latencies),
        "per_second": round(len(latencies) / seconds, 1),
        "p50": at(0.5),
        "p95": at(0.95),
        "p99": at(0.99),
    }


if __name__ == "__main__":
    host, port, seconds, connections = sys.argv[1:5]
    addresses = sys.stdin.read().split()
    print(json.dumps(measure(host, int(port), addresses, float(seconds), int(connections))))  # noqa: T201
