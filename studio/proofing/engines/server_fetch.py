"""The process that downloads LanguageTool: ``python -m studio.proofing.engines.server_fetch``.

The work is language-tool-python's own (version 3.4.0): it asks its host, compares the checksum, and unpacks
safely into LTP_PATH. It is done in a process of its own so that it can be stopped at any moment, and so that
the window never imports the library.

Lines on standard output: ``DONE TOTAL`` in bytes (total 0 when the host does not say), and at most one
``failed SENTENCE``. Exit status 0 when the server is there.
"""

from __future__ import annotations

import errno
import sys
import zipfile
from collections.abc import Callable
from types import SimpleNamespace

from studio.proofing.engines.server_process import VERSION


class Meter:
    """Takes the place of the library's progress bar and tells ``DONE TOTAL`` instead of drawing.

    Args:
        tell: hears the bytes that have come and the bytes that will.
        total: as the library passes it on from the host; None if that says nothing.
    """

    def __init__(self, tell: Callable[[int, int], None], total: int | None = None) -> None:
        self._tell = tell
        self._total = total or 0
        self._done = 0

    def update(self, count: int) -> None:
        """So many bytes more have come."""
        self._done += count
        self._tell(self._done, self._total)

    def close(self) -> None:
        """All have come; there is no bar to take away."""


def download(tell: Callable[[int, int], None]) -> None:
    """Let the library download and unpack the server into LTP_PATH.

    Raises:
        Exception: whatever the library raises; ``sentence`` puts it in words.
    """
    from language_tool_python import download_lt

    def meter(total: int | None = None, **_look: object) -> Meter:
        return Meter(tell, total)

    download_lt.tqdm = SimpleNamespace(tqdm=meter)
    download_lt.LocalLanguageTool.from_version_name(VERSION).download()


def sentence(error: Exception) -> str:
    """Why it failed, as the writer is told."""
    from language_tool_python.exceptions import PathError
    from requests.exceptions import RequestException

    if isinstance(error, RequestException | TimeoutError):
        return "LanguageTool could not be fetched because the connection was refused or broke off."
    if isinstance(error, zipfile.BadZipFile) or (isinstance(error, PathError) and "checksum" in str(error)):
        return "What was fetched is not the LanguageTool that was expected, so it was thrown away."
    if isinstance(error, PathError) and ("URL" in str(error) or "HTTP" in str(error)):
        return "LanguageTool could not be fetched because its host does not hand it out just now."
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "LanguageTool could not be unpacked because the disk is full."
    reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    return f"LanguageTool could not be fetched ({reason})."


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Download, telling standard output how far it is."""
    try:
        download(_say)
    except BrokenPipeError:
        return 1  # the program that asked is gone
    except Exception as error:  # noqa: BLE001 - the library raises many kinds; each is put in words
        _say("failed", sentence(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
