"""A host that hands out a small LanguageTool, on loopback, and a Java that only says its version."""

from __future__ import annotations

import hashlib
import io
import os
import random
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

MEBIBYTE = 1024 * 1024


def archive(name: str = "LanguageTool-6.8/languagetool-server.jar", size: int = 2 * MEBIBYTE) -> bytes:
    """A zip with one file of so many bytes that cannot be pressed together."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(name, random.Random(1).randbytes(size))
    return packed.getvalue()


@dataclass
class Host:
    """What it answers; with ``pause`` it waits for ``go_on`` after the first three quarters."""

    body: bytes = field(default_factory=archive)
    status: int = 200
    pause: bool = False
    cut: bool = False
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(host: Host) -> Iterator[str]:
    """Serve until the block ends; gives the address, ending in a slash."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append(self.path)
            self.send_response(host.status)
            self.send_header("Content-Length", str(len(host.body)))
            self.end_headers()
            part = len(host.body) * 3 // 4
            try:
                self.wfile.write(host.body[:part])
                if host.pause:
                    host.go_on.wait()
                if not host.cut:
                    self.wfile.write(host.body[part:])
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        host.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()


def fake_java(folder: Path, version: str = "17.0.9") -> Path:
    """A program called java that says this version."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "java"
    path.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2024-01-16' >&2\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def use_host(monkeypatch: pytest.MonkeyPatch, address: str, body: bytes) -> None:
    """Let language-tool-python ask ``address`` and expect ``body``."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LTP_DOWNLOAD_HOST_NEW_RELEASES", address)
    monkeypatch.setenv("LTP_DOWNLOAD_SHA256", hashlib.sha256(body).hexdigest())


def use_java(monkeypatch: pytest.MonkeyPatch, java: Path) -> None:
    """Let ``java`` be the first that is found."""
    monkeypatch.setenv("PATH", f"{java.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}")
