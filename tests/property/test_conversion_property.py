"""Turning a scene never touches what is said in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.model.tense import Tense
from studio.proofing.checker import ParagraphView
from studio.proofing.conversion.scene import convert
from studio.proofing.engines.tagger import SpacyTagger
from studio.proofing.evidence import Evidence
from studio.text.quotes import parse_quotations
from studio.text.span import Span

SAID = (
    "I was there.",
    "You knew it was late!",
    "He'd gone, hadn't he?",
    "They are here",
    "It's what she wants,",
)
TOLD = (
    " she said. ", " he says, and turned away. ", " The rain had stopped. ", " Nobody moves. ",
    " asked Orla. ", " They'd waited; they will wait. ", " There were two of them. ",
)  # fmt: skip
MARKS = (("“", "”"), ('"', '"'))


@pytest.fixture(scope="module")
def tagger() -> SpacyTagger:
    return SpacyTagger()


@settings(max_examples=60, deadline=None)
@given(
    parts=st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from(TOLD)), min_size=1, max_size=5),
    marks=st.sampled_from(MARKS),
    tense=st.sampled_from(Tense),
)
def test_words_in_speech_never_change(
    tagger: SpacyTagger, parts: list[tuple[str, str]], marks: tuple[str, str], tense: Tense
) -> None:
    text = "".join(f"{marks[0]}{said}{marks[1]}{told}" for said, told in parts)
    view = ParagraphView(text, 0, parse_quotations([text])[0], Evidence(tagger.tag([text])[0]))
    changes = convert([view], Span(0, len(text)), tense)
    out, end = text, len(text)
    for change in reversed(changes):
        assert change.span.end <= end
        assert change.span.of(text) == change.before != change.after
        end = change.span.start
        out = out[: change.span.start] + change.after + out[change.span.end :]
    spoken = [q.span.of(out) for q in parse_quotations([out])[0]]
    assert spoken == [f"{marks[0]}{said}{marks[1]}" for said, _ in parts]
