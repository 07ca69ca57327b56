"""LanguageTool's HTTP interface: one question, one answer, one sentence when it fails."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

from studio.proofing.engines.rules_engine import (
    OFF_CATEGORIES,
    OFF_RULES,
    drop_touching,
    hidden_places,
    masked,
)
from studio.proofing.evidence import EngineError, GrammarMatch
from studio.text.span import Span

_JOIN = "\n\n"
_BUSY = 429
_TOO_LONG = 413
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Answerer:
    """Asks a LanguageTool server at ``url`` (up to and with "/v2") about texts.

    Args:
        url: the address; a loopback one is reached without any proxy.
        dialect: "en-US" or "en-GB".
        seconds: how long to wait for one answer.
        source: what findings will name as their source.
    """

    def __init__(self, url: str, dialect: str, seconds: float, source: str) -> None:
        self._url = url.rstrip("/") + "/check"
        self._dialect = dialect
        self._seconds = seconds
        self._source = source
        self._opener = _opener(url)

    def ask(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        """The matches of each text, all asked about at once.

        What LanguageTool sees has every character of markup and every one beyond the BMP masked by one that
        is one UTF-16 unit long, so its offsets are code points.

        Raises:
            EngineError: when no usable answer came, with the reason in one sentence.
        """
        shown = [masked(text) for text in texts]
        raw = self._post(_JOIN.join(shown))
        found = _by_text(raw, shown, self._source)
        return [
            drop_touching(some, hidden_places(text, seen), text)
            for text, seen, some in zip(texts, shown, found, strict=True)
        ]

    def _post(self, text: str) -> list[Mapping[str, Any]]:
        fields = {
            "language": self._dialect,
            "text": text,
            "disabledRules": ",".join(OFF_RULES),
            "disabledCategories": ",".join(OFF_CATEGORIES),
        }
        request = Request(self._url, urlencode(fields).encode(), {"Accept": "application/json"})
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                matches = json.loads(answer.read())["matches"]
        except HTTPError as error:
            raise EngineError(_refusal(error.code)) from error
        except TimeoutError as error:
            raise EngineError("The LanguageTool server took too long to answer.") from error
        except (URLError, OSError) as error:
            raise EngineError(f"The LanguageTool server cannot be reached ({_reason(error)}).") from error
        except (ValueError, KeyError, TypeError) as error:
            raise EngineError("What answered at this address is no LanguageTool server.") from error
        return list(matches)


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    return (urlsplit(url).hostname or "") in _LOOPBACK


def _opener(url: str) -> OpenerDirector:
    return build_opener(ProxyHandler({})) if is_loopback(url) else build_opener()


def _refusal(code: int) -> str:
    if code == _BUSY:
        return "The LanguageTool server asks for a pause: it was asked too often."
    if code == _TOO_LONG:
        return "The LanguageTool server refuses texts of this length."
    return f"The LanguageTool server refused the text (HTTP {code})."


def _reason(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    return str(getattr(reason, "strerror", None) or reason).lower().rstrip(".")


def _by_text(raw: Iterable[Mapping[str, Any]], texts: Sequence[str], source: str) -> list[list[GrammarMatch]]:
    """Sort matches on the joined text into their paragraphs; one that reaches beyond its own is dropped."""
    found: list[list[GrammarMatch]] = [[] for _ in texts]
    ordered = sorted(raw, key=lambda m: int(m["offset"]))
    at = start = 0
    for match in ordered:
        offset, length = int(match["offset"]), int(match["length"])
        while at < len(texts) - 1 and offset >= start + len(texts[at]) + len(_JOIN):
            start += len(texts[at]) + len(_JOIN)
            at += 1
        if offset - start + length <= len(texts[at]):
            found[at].append(_match(match, Span(offset - start, offset - start + length), source))
    return found


def _match(raw: Mapping[str, Any], span: Span, source: str) -> GrammarMatch:
    rule = raw["rule"]
    suggestions = tuple(str(r["value"]) for r in raw.get("replacements", ())[:8])
    return GrammarMatch(
        span,
        str(rule["id"]),
        str(rule["category"]["id"]),
        str(rule.get("issueType", "")),
        str(raw.get("message", "")),
        suggestions,
        source,
    )
