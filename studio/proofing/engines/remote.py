"""A LanguageTool server somewhere else: the writer's own choice, asked paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from studio.proofing.engines.remote_answer import Answerer, is_loopback
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.evidence import EngineError, GrammarMatch

SECONDS = 20.0
_LONGEST_QUESTION = 8_000  # characters; public servers refuse more than 20,000


class RemoteEngine:
    """LanguageTool's rules at an address, and this program's spelling.

    Args:
        url: where the server is, with or without "/v2"; "https", or "http" on this machine.
        dialect: "en-US" or "en-GB".
        spelling: the spelling engine to run beside it.
        seconds: how long to wait for one answer.

    Raises:
        EngineError: when the address cannot be used, with the reason in one sentence.
    """

    def __init__(
        self,
        url: str,
        dialect: str = "en-US",
        spelling: SpellingEngine | None = None,
        seconds: float = SECONDS,
    ) -> None:
        base = checked_address(url)
        self._answerer = Answerer(base, dialect, seconds, "languagetool-server")
        self._spelling = spelling or SpellingEngine()
        self.fingerprint = f"remote-1 {base} {dialect} {self._spelling.fingerprint}"

    def check(self, text: str) -> tuple[GrammarMatch, ...]:
        """The matches in one paragraph.

        Raises:
            EngineError: when the server does not answer as it should.
        """
        return self.check_many([text])[0]

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The matches of each paragraph, in as few questions as the servers' limits allow.

        Raises:
            EngineError: when the server does not answer as it should.
        """
        found: list[tuple[GrammarMatch, ...]] = []
        for batch in batches(texts, _LONGEST_QUESTION):
            found += self._answerer.ask(batch)
        return [g + self._spelling.check(t) for g, t in zip(found, texts, strict=True)]


def checked_address(url: str) -> str:
    """The server's address, ending in "/v2".

    Raises:
        EngineError: when it is no address, or one that would send the text unprotected over a network.
    """
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise EngineError(f"“{url}” is no address of a server; it should look like https://example.org/v2.")
    if parts.scheme == "http" and not is_loopback(url.strip()):
        raise EngineError("The address must begin with https, or your text would travel unprotected.")
    path = parts.path.rstrip("/")
    path = path.removesuffix("/check")
    return f"{parts.scheme}://{parts.netloc}{path if path.endswith('/v2') else path + '/v2'}"


def batches(texts: Sequence[str], longest: int) -> list[list[str]]:
    """The texts in order, grouped so that a group of several has at most ``longest`` characters."""
    groups: list[list[str]] = []
    size = 0
    for text in texts:
        if not groups or size + len(text) > longest:
            groups.append([])
            size = 0
        groups[-1].append(text)
        size += len(text)
    return groups
