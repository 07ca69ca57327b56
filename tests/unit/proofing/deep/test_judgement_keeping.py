"""Judgements: asked for once, kept on disk, asked for again when the process dies."""

from __future__ import annotations

import os
import queue
import sys
import textwrap
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from studio.proofing.deep.message import DroppedError
from studio.proofing.deep.process import JudgeProcess
from studio.proofing.deep.store import JudgementFile
from studio.proofing.evidence import EngineError, Judgement, Weighed, WordMark
from studio.proofing.judgement_source import DeepPage, JudgementSource
from studio.text.span import Span

SOME = (Judgement(Span(3, 7), (Weighed("replace", "boat", 6.5), Weighed("delete", "", -1.25))),)
OTHER = (Judgement(Span(0, 2), (Weighed("insert", "the", 3.0),)),)


class Judge:
    """Says ``SOME`` of every paragraph, and remembers what it was asked."""

    fingerprint = "deep-test-1"

    def __init__(self, failure: str = "") -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self._failure = failure

    def judge(
        self, before: str, texts: Sequence[str], marks: Sequence[tuple[WordMark, ...]]
    ) -> list[tuple[Judgement, ...]]:
        self.asked.append((before, tuple(texts)))
        if self._failure:
            raise EngineError(self._failure)
        return [SOME for _ in texts]


def pages(*texts: str) -> list[DeepPage]:
    return [DeepPage("\n\n".join(texts[:n]), text) for n, text in enumerate(texts)]


def test_paragraphs_that_follow_each_other_are_asked_together_and_once() -> None:
    judge = Judge()
    source = JudgementSource(judge, at_once=True)
    assert source.of(pages("One.", "Two.", "Three.")) == [SOME] * 3
    assert judge.asked == [("", ("One.", "Two.", "Three."))]
    assert source.of(pages("One.", "Two.", "Other.")) == [SOME] * 3
    assert judge.asked[1:] == [("One.\n\nTwo.", ("Other.",))]


def test_a_paragraph_after_another_text_is_another_question() -> None:
    judge = Judge()
    source = JudgementSource(judge, at_once=True)
    source.of([DeepPage("He rowed.", "It was late.")])
    source.of([DeepPage("She rowed.", "It was late.")])
    assert len(judge.asked) == 2


def test_beside_the_writing_only_what_is_known_is_told() -> None:
    judge = Judge()
    source = JudgementSource(judge, at_once=False)
    assert source.of(pages("One.", "Two.")) == [(), ()]
    source.learn("One.", "Two.", OTHER)
    assert source.of(pages("One.", "Two.")) == [(), OTHER]
    assert judge.asked == []


def test_blank_paragraphs_need_no_judgement() -> None:
    source = JudgementSource(Judge(), at_once=False)
    assert source.known("One.", "  ") == ()
    assert source.known("One.", "Two.") is None


def test_a_failing_model_is_told_of_and_nothing_is_kept() -> None:
    source = JudgementSource(Judge("The model is gone."), at_once=True)
    assert source.of(pages("One.")) == [()]
    assert source.problem == "The model is gone."
    assert source.known("", "One.") is None


def test_judgements_outlive_the_program(tmp_path: Path) -> None:
    first = JudgementSource(Judge(), at_once=False, store=JudgementFile(tmp_path / "deep", "deep-test-1"))
    first.learn("One.", "Two boats.", SOME)
    first.learn("", "One — “naïve”.", ())
    later = JudgementSource(Judge(), at_once=False, store=JudgementFile(tmp_path / "deep", "deep-test-1"))
    assert later.known("One.", "Two boats.") == SOME
    assert later.known("", "One — “naïve”.") == ()
    assert later.known("", "Two.") is None


def test_lines_cut_short_or_foreign_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "deep-test-1.jsonl"
    store = JudgementFile(tmp_path, "deep-test-1")
    store.put("a", SOME)
    store.put("b", OTHER)
    whole = path.read_text(encoding="utf-8")
    path.write_text('nonsense\n["c", [[1]]]\n{"d": 2}\n' + whole[: len(whole) - 9], encoding="utf-8")
    again = JudgementFile(tmp_path, "deep-test-1")
    assert again.get("a") == SOME
    assert [again.get(key) for key in "bcd"] == [None] * 3


def test_judgements_of_other_models_go(tmp_path: Path) -> None:
    JudgementFile(tmp_path, "deep-old-1").put("a", SOME)
    assert JudgementFile(tmp_path, "deep-new-1").get("a") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    store = JudgementFile(blocked / "deep", "deep-test-1")
    store.put("a", SOME)
    assert store.get("a") == SOME


def child(tmp_path: Path, body: str) -> list[str]:
    """A program that answers as ``body`` says; ``asked`` is the question."""
    script = tmp_path / "child.py"
    lines = """
        import os, sys
        from pathlib import Path
        from studio.proofing.deep.message import Drop, JudgeFailed, PagesDropped, PagesJudged
        from studio.proofing.framing import read_message, write_message
        marker = Path(sys.argv[1])
        while (asked := read_message(sys.stdin.buffer)) is not None:
        """
    indented = textwrap.indent(textwrap.dedent(body).strip(), "    ")
    script.write_text(textwrap.dedent(lines).strip() + "\n" + indented + "\n")
    return [sys.executable, str(script), str(tmp_path / "marker")]


ANSWER = "write_message(sys.stdout.buffer, PagesJudged(tuple(() for _ in asked.texts)))"


def test_a_process_that_dies_is_started_again(tmp_path: Path) -> None:
    body = f"""
        if not marker.exists():
            marker.write_text("died once")
            os._exit(3)
        {ANSWER}
        """
    judge = JudgeProcess(child(tmp_path, body))
    try:
        assert judge.judge("", ["One.", "Two."], [(), ()]) == [(), ()]
        assert (tmp_path / "marker").exists()
    finally:
        judge.close()
    assert judge.pid is None


def test_a_rested_process_starts_with_the_next_question(tmp_path: Path) -> None:
    judge = JudgeProcess(child(tmp_path, ANSWER))
    try:
        judge.judge("", ["One."], [()])
        first = judge.pid
        judge.rest()
        assert judge.pid is None
        assert judge.judge("", ["One."], [()]) == [()]
        assert judge.pid not in (None, first)
    finally:
        judge.close()


def test_a_dropped_question_is_told_from_a_failed_one(tmp_path: Path) -> None:
    body = f"""
        if not marker.exists():
            marker.write_text("asked once")
            dropped = read_message(sys.stdin.buffer)
            assert dropped == Drop(asked.number)
            write_message(sys.stdout.buffer, PagesDropped())
            continue
        {ANSWER}
        """
    judge = JudgeProcess(child(tmp_path, body))
    heard: queue.SimpleQueue[object] = queue.SimpleQueue()

    def ask() -> None:
        try:
            heard.put(judge.judge("", ["One."], [()]))
        except DroppedError:
            heard.put("dropped")

    try:
        asker = threading.Thread(target=ask)
        asker.start()
        while not (tmp_path / "marker").exists():
            assert asker.is_alive()
        judge.drop()
        assert heard.get(timeout=20) == "dropped"
        assert judge.judge("", ["One."], [()]) == [()]
    finally:
        judge.close()


def test_a_process_that_keeps_dying_is_given_up(tmp_path: Path) -> None:
    judge = JudgeProcess(child(tmp_path, "os._exit(3)"))
    for _ in range(3):
        with pytest.raises(EngineError):
            judge.judge("", ["One."], [()])
    with pytest.raises(EngineError, match="keeps ending"):
        judge.judge("", ["One."], [()])


def test_what_the_process_says_of_its_failure_is_passed_on(tmp_path: Path) -> None:
    judge = JudgeProcess(child(tmp_path, "write_message(sys.stdout.buffer, JudgeFailed('Run the set-up.'))"))
    try:
        with pytest.raises(EngineError, match="Run the set-up"):
            judge.judge("", ["One."], [()])
    finally:
        judge.close()


def test_a_link_or_a_pipe_in_the_place_of_the_file_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("Mine.")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "deep-test-1.jsonl").symlink_to(precious)
    os.mkfifo(tmp_path / "deep" / "deep-test-2.jsonl")
    for name in ("deep-test-1", "deep-test-2"):
        store = JudgementFile(tmp_path / "deep", name)
        assert store.get("a") is None
        store.put("a", SOME)
        assert store.get("a") == SOME
    assert precious.read_text() == "Mine."


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '["a", [[0, Infinity, []]]]',
        '["a", [[0, 3, [["guess", "the", 1.0]]]]]',
        '["a", [[0, 3, [["replace", "the", NaN]]]]]',
    ],
)
def test_lines_that_no_judge_wrote_are_passed_over(tmp_path: Path, line: str) -> None:
    (tmp_path / "deep-test-1.jsonl").write_text(f"{line}\n")
    assert JudgementFile(tmp_path, "deep-test-1").get("a") is None


def test_judgements_beyond_the_paragraph_are_not_believed() -> None:
    class Store:
        def get(self, _key: str) -> tuple[Judgement, ...]:
            return (Judgement(Span(0, 99), ()),)

        def put(self, _key: str, _judgements: tuple[Judgement, ...]) -> None:
            raise AssertionError("nothing was learnt")

    assert JudgementSource(None, at_once=False, store=Store()).known("", "Short.") is None


def test_a_long_session_keeps_the_latest_judgements_only(tmp_path: Path) -> None:
    kept = JudgementFile(tmp_path, "deep-test-1", most=3)
    for number in range(10):
        kept.put(f"key {number}", SOME)
    found = [number for number in range(10) if kept.get(f"key {number}") is not None]
    assert found == [7, 8, 9]
    again = JudgementFile(tmp_path, "deep-test-1", most=3)
    assert [number for number in range(10) if again.get(f"key {number}") is not None] == found
    assert len((tmp_path / "deep-test-1.jsonl").read_text(encoding="utf-8").splitlines()) == 3
