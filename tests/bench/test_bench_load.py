"""The load generator takes answers apart rightly, and refuses those that would spoil a measurement."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from defense.bench.load import Unexpected, length_of, summary
from defense.trial import ROOT


def test_an_answer_is_as_long_as_its_head_and_its_content_length() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\ncontent-length: 5\r\n\r\n"
    assert length_of(head + b"12345") == len(head) + 5
    assert length_of(head + b"12") == len(head) + 5


def test_the_length_is_unknown_until_the_head_is_complete() -> None:
    assert length_of(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n") == 0


@pytest.mark.parametrize(
    ("received", "said"),
    [
        (b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "503"),
        (b"HTTP/1.1 304 Not Modified\r\n\r\n", "304"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "Content-Length"),
    ],
)
def test_an_answer_that_would_spoil_the_measurement_is_refused(received: bytes, said: str) -> None:
    with pytest.raises(Unexpected, match=said):
        length_of(received)


def test_latencies_are_summed_up_in_milliseconds() -> None:
    measured = summary([number / 1000 for number in range(1, 101)], seconds=2.0)
    assert measured == {"requests": 100, "per_second": 50.0, "p50": 51.0, "p95": 96.0, "p99": 100.0}


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"x" * 300_000 if self.path == "/large/" else b"small"
        self.send_response(200 if self.path in {"/large/", "/small/"} else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the name it has in the base
        pass


def ask(*addresses: str) -> subprocess.CompletedProcess[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = ["127.0.0.1", str(server.server_address[1]), "0.3", "3"]
        done = subprocess.run(
            [sys.executable, "-m", "defense.bench.load", *where],
            input="\n".join(addresses),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        server.shutdown()
    return done


@pytest.mark.server
def test_large_and_small_answers_are_counted_whole() -> None:
    measured = json.loads(ask("/large/", "/small/").stdout)
    assert measured["requests"] > 3
    assert 0 < measured["p50"] <= measured["p95"] <= measured["p99"]


@pytest.mark.server
def test_one_error_ends_the_measurement() -> None:
    done = ask("/small/", "/broken/")
    assert done.returncode == 1
    assert "500 Internal Server Error" in done.stderr
