"""Of a long paragraph only the sentences around an edit are judged at once; the rest is as it was."""

from __future__ import annotations

import queue
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.edited_part import SHORT, edited_part, still_so
from studio.proofing.evidence import Judgement, Weighed, WordMark
from studio.proofing.evidence_source import Engines
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import CheckChapter
from studio.proofing.pipeline import Proofreader
from studio.proofing.worker.deep_reading import DeepReading, Judged
from studio.text.span import Span

SENTENCES = [
    f"The {word} boat came home late in the evening." for word in ["first", "second", "third", "fourth"]
]
SENTENCES += [
    f"The {word} boat never left the harbour at all." for word in ["fifth", "sixth", "seventh", "eighth"]
]
TEXT = " ".join(SENTENCES)


def judged(text: str) -> tuple[Judgement, ...]:
    """Something said of every "boat"."""
    at, found = text.find("boat"), []
    while at >= 0:
        found.append(Judgement(Span(at, at + 4), (Weighed("replace", "goat", 1.0),)))
        at = text.find("boat", at + 1)
    return tuple(found)


def boats(judgements: Sequence[Judgement], text: str) -> int:
    assert all(each.span.of(text) == "boat" for each in judgements)
    return len(judgements)


def test_the_edited_sentence_and_the_next_are_judged_and_the_rest_is_kept() -> None:
    at = TEXT.index("third") + 5
    new = f"{TEXT[:at]} and last{TEXT[at:]}"
    part = edited_part(new, [], (TEXT, judged(TEXT)))
    assert part is not None
    assert part.window.of(new) == f"{SENTENCES[2].replace('third', 'third and last')} {SENTENCES[3]}"
    assert boats(part.kept, new) == 6
    assert boats(part.whole(judged(part.window.of(new))), new) == 8


def test_what_was_never_judged_is_judged_where_it_was_touched() -> None:
    part = edited_part(TEXT, [Span(3, 5)], None)
    assert part is not None
    assert part.window.of(TEXT) == " ".join(SENTENCES[:2])
    assert part.kept == ()


def test_short_paragraphs_and_great_changes_are_judged_whole() -> None:
    assert edited_part(TEXT[:SHORT], [Span(3, 5)], None) is None
    assert edited_part(TEXT, [Span(3, len(TEXT) - 3)], None) is None
    assert edited_part(TEXT, [], None) is None
    assert edited_part(TEXT, [], ("Another text.", ())) is None


def test_marks_are_counted_from_the_window() -> None:
    part = edited_part(TEXT, [Span(TEXT.index("seventh"), TEXT.index("seventh") + 7)], None)
    assert part is not None
    marks = [
        WordMark(each.span, 0.5, 0.5, 0.0, 0.0, 0.0, (), (), known=True, own=None) for each in judged(TEXT)
    ]
    moved = part.marks(marks)
    assert [mark.span.of(part.window.of(TEXT)) for mark in moved] == ["boat", "boat"]


WORDS = st.lists(st.sampled_from(["boat", "a", "it's", "“No.”", "gone.", "Ann"]), max_size=60).map(" ".join)


@given(WORDS, st.integers(0, 200), st.integers(0, 30), st.sampled_from(["", "x", " boat", "boat. Boat "]))
def test_what_is_kept_stands_on_the_same_words(old: str, at: int, less: int, more: str) -> None:
    new = old[:at] + more + old[at + less :]
    kept = still_so(new, (old, judged(old)))
    boats(kept, new)
    part = edited_part(new, [], (old, judged(old)))
    if part is not None:
        assert part.kept == kept
        whole = part.whole(judged(part.window.of(new)))
        assert list(whole) == sorted(whole, key=lambda each: each.span)
        boats(whole, new)
        assert not any(each.span.overlaps(part.window) for each in part.kept)


class Judge:
    """Says something of every boat, and remembers what it was asked."""

    fingerprint = "deep-test-2"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        self.asked += texts
        return [judged(text) for text in texts]


def test_an_edit_in_a_long_paragraph_asks_for_its_sentences_and_later_for_all() -> None:
    judge, inbox = Judge(), queue.SimpleQueue[object]()
    source = JudgementSource(judge, at_once=False)
    proofreader = Proofreader(Engines(), [], judgements=source)
    deep = DeepReading(judge, source, inbox.put, [].append, lambda: False)

    def hear() -> None:
        answer = inbox.get(timeout=20)
        assert isinstance(answer, Judged)
        assert deep.take(answer)

    deep.go_on(proofreader, [CheckChapter("c", 1, TEXT, focus=0)])
    hear()
    new = TEXT.replace("fourth", "fourth or so")
    at = new.index("fourth")
    edited = CheckChapter("c", 2, new, focus=at, touched=(Span(at, at + 12),))
    deep.put_first(proofreader, edited, 0)
    hear()
    assert judge.asked == [TEXT, f"{SENTENCES[3].replace('fourth', 'fourth or so')} {SENTENCES[4]}"]
    assert boats(source.so_far("", new) or (), new) == 8
    deep.put_first(proofreader, edited, 0)  # that much is known
    deep.go_on(proofreader, [edited])
    hear()
    assert judge.asked[2:] == [new]
    assert source.state("", new) == 2
    deep.close()
