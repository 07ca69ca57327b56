"""A LanguageTool server at an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.engines.remote import RemoteEngine, batches, checked_address
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.evidence import EngineError
from tests.helpers.fake_languagetool import languagetool

SPELLING = SpellingEngine(Dictionary([], extra=["xx", "a", "b"]))


def engine(url: str) -> RemoteEngine:
    return RemoteEngine(url, spelling=SPELLING, seconds=5.0)


def test_matches_come_back_in_their_own_paragraphs() -> None:
    texts = ["\U0001f600 *a* xx", "", "xx b xx", "b"]
    with languagetool() as url:
        found = engine(url).check_many(texts)
    assert [[m.span.of(t) for m in ms] for t, ms in zip(texts, found, strict=True)] == [
        ["xx"],
        [],
        ["xx", "xx"],
        [],
    ]
    assert found[0][0].suggestions == ("y",)
    assert found[0][0].source == "languagetool-server"


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (500, b"", "HTTP 500"),
        (429, b"", "asked too often"),
        (413, b"", "length"),
        (200, b"<html>", "no LanguageTool server"),
        (200, b"[]", "no LanguageTool server"),
    ],
)
def test_a_refusal_is_said_in_a_sentence(status: int, body: bytes, sentence: str) -> None:
    with languagetool(lambda _text: (status, body)) as url, pytest.raises(EngineError, match=sentence):
        engine(url).check("a")


def test_nobody_at_the_address_is_said_in_a_sentence() -> None:
    with languagetool() as url:
        pass
    with pytest.raises(EngineError, match="cannot be reached"):
        engine(url).check("a")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org", "https://example.org/v2"),
        (" https://example.org/v2/ ", "https://example.org/v2"),
        ("https://example.org/lt/v2/check", "https://example.org/lt/v2"),
        ("http://localhost:8081", "http://localhost:8081/v2"),
        ("http://[::1]:8081/v2", "http://[::1]:8081/v2"),
    ],
)
def test_an_address_may_be_written_in_several_ways(url: str, address: str) -> None:
    assert checked_address(url) == address


@pytest.mark.parametrize(
    "url", ["", "example.org", "ftp://example.org", "https://", "http://[", "http://example.org"]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(EngineError):
        checked_address(url)


@given(st.lists(st.text(max_size=9), max_size=9))
def test_batches_keep_every_text_in_order(texts: list[str]) -> None:
    groups = batches(texts, 12)
    assert [t for group in groups for t in group] == texts
    assert all(len(group) == 1 or sum(map(len, group)) <= 12 for group in groups)
