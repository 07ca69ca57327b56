"""A small HTTP server that answers as LanguageTool does, on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

Reply = Callable[[str], tuple[int, bytes]]


def marks_xx(text: str) -> tuple[int, bytes]:
    """A match on every "xx"; offsets in UTF-16 units, as the real one counts."""
    found, at = [], -1
    while (at := text.find("xx", at + 1)) >= 0:
        offset = len(text[:at].encode("utf-16-le")) // 2
        rule = {"id": "R", "issueType": "grammar", "category": {"id": "GRAMMAR"}}
        fixes = [{"value": "y"}]
        found.append({"offset": offset, "length": 2, "message": "m", "replacements": fixes, "rule": rule})
    return 200, json.dumps({"matches": found}).encode()


@contextmanager
def languagetool(reply: Reply = marks_xx) -> Iterator[str]:
    """Serve until the block ends; gives the address, ending in /v2."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, data = reply(parse_qs(body, keep_blank_values=True).get("text", [""])[0])
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v2"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
