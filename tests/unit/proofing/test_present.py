"""What stands in the story, and what was read of it and may be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from studio.proofing.checker import ParagraphView, StoryContext
from studio.proofing.evidence import GrammarMatch, Judgement, Token, Weighed, WordMark
from studio.proofing.evidence_source import Engines, EvidenceSource
from studio.proofing.finding import Category, Finding
from studio.proofing.judgement_source import JudgementSource
from studio.proofing.message import CheckChapter, TellStory
from studio.proofing.pipeline import Proofreader
from studio.proofing.present import Present
from studio.proofing.worker.desk import Desk
from studio.text.span import Span


class Words:
    """A tagger, encoder and grammar engine in one, that notes what it is asked."""

    fingerprint = "words-1"

    def __init__(self) -> None:
        self.tagged: list[str] = []
        self.marked: list[str] = []
        self.checked: list[str] = []

    def tag(self, texts: Sequence[str]) -> list[tuple[Token, ...]]:
        self.tagged += texts
        return [(Token(0, len(t), t, t, "NN", "NOUN", "ROOT", 0, 0),) for t in texts]

    def mark(self, texts: Sequence[str], wanted: Sequence[int]) -> list[tuple[WordMark, ...]]:
        self.marked += [texts[i] for i in wanted]
        return [()] * len(wanted)

    def check_many(self, texts: Sequence[str]) -> list[tuple[GrammarMatch, ...]]:
        self.checked += texts
        return [()] * len(texts)

    def asked(self) -> list[str]:
        """All that was asked since the last time."""
        found = [*self.tagged, *self.marked, *self.checked]
        self.tagged, self.marked, self.checked = [], [], []
        return found


class Exes:
    rules = ("test.x",)

    def check(self, paragraph: ParagraphView, story: StoryContext) -> Iterable[Finding]:
        at = paragraph.text.find("x")
        if at >= 0 and not story.knows("x"):
            yield Finding(Span(at, at + 1), Category.SPELLING, "test.x", "An x.")


def test_it_holds_paragraphs_their_places_and_what_is_before_them() -> None:
    present = Present.of(["one\n\ntwo", "three"])
    assert present.texts == {"one", "two", "three"}
    assert present.places == {("one", "", "two"), ("two", "one", ""), ("three", "", "")}
    assert present.pages == {("", "one"), ("one", "two"), ("", "three")}


@given(st.lists(st.text(alphabet="ab \n", max_size=30), max_size=4))
def test_every_paragraph_has_a_place_and_a_page(chapters: list[str]) -> None:
    present = Present.of(chapters)
    assert {place[0] for place in present.places} == present.texts == {page[1] for page in present.pages}


def test_evidence_of_what_is_gone_is_asked_for_again() -> None:
    engine = Words()
    source = EvidenceSource(Engines(engine, engine, engine))

    def ask(*texts: str) -> None:
        source.tokens(texts)
        source.marks(texts, range(len(texts)))
        source.grammar(texts)

    ask("stays", "goes")
    source.let_go(Present.of(["stays"]), spare=0)
    engine.asked()
    ask("stays", "goes")
    assert engine.tagged == engine.checked == ["goes"]
    assert engine.marked == ["stays", "goes"]  # what stands behind it is another


def test_judgements_of_what_is_gone_are_forgotten() -> None:
    source = JudgementSource(None, at_once=False)
    judged = (Judgement(Span(0, 1), (Weighed("delete", "", 3.0),)),)
    source.learn("", "stays", judged)
    source.learn("before", "goes", judged)
    source.learn_part("elsewhere", "goes", judged)
    source.let_go([("", "stays")], spare=0)
    assert source.known("", "stays") == judged
    assert source.known("before", "goes") is None
    assert source.so_far("elsewhere", "goes") is None
    assert source.earlier("before") is None


def test_what_stands_in_the_story_stays_known_however_much_is_written() -> None:
    engine = Words()
    reader = Proofreader(Engines(engine, engine, engine), [Exes()])
    sent: list[object] = []
    desk = Desk(sent.append, sent.append, lambda *_: reader, lambda: None)
    book = "\n".join(f"This is line {n} of the book, with an x in it." for n in range(50))
    desk.take(CheckChapter("book", 1, book))
    _work(desk)
    for length in range(1, 400):
        desk.take(CheckChapter("new", length, _typed(length), len(_typed(length))))
        while desk.step():
            pass
    assert reader.surplus > 1
    _work(desk)
    assert reader.surplus == 0
    engine.asked()
    desk.take(TellStory(StoryContext(words=frozenset({"x"}))))
    _work(desk)
    assert engine.asked() == []  # all is judged anew, from what the engines said before
    desk.take(CheckChapter("new", 1000, _typed(395), 0))
    _work(desk)
    assert engine.asked() == []  # undone
    desk.take(CheckChapter("new", 1001, _typed(7), 0))
    _work(desk)
    assert set(engine.asked()) == {_typed(7)}  # a version long gone


def test_a_writer_who_never_pauses_leaves_no_more_behind() -> None:
    engine = Words()
    reader = Proofreader(Engines(engine, engine, engine), [Exes()])
    desk = Desk(lambda _: None, lambda _: None, lambda *_: reader, lambda: None)
    most = 0.0
    for length in range(1, 400):
        text = _typed(length)
        desk.take(CheckChapter("c", length, text, len(text), (Span(max(0, len(text) - 8), len(text)),)))
        while not desk.breath():
            desk.step()
        most = max(most, reader.surplus)
    assert 1 < most < 2.1


def _typed(words: int) -> str:
    return " ".join(f"word{n}" for n in range(words))


def _work(desk: Desk) -> None:
    while desk.step() or desk.tidy():
        pass
