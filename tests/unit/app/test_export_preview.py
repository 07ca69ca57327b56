from studio.app.exchange.export_preview import ExportPreview, changes_in_words, is_whole, words_in_words
from studio.app.exchange.export_service import ChapterPreview, ExportRequest
from studio.export.account import WordAccount
from studio.export.layout import Format
from studio.export.manuscript import Manuscript, ManuscriptChapter
from tests.helpers.runner import ImmediateRunner

STORY = Manuscript("T", "", "en-US", tuple(ManuscriptChapter(t, f'"{t}..."\n') for t in ("One", "Two")))
REQUEST = ExportRequest(Format.TXT)


class Told:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []
        self.done: list[tuple[ChapterPreview, ...]] = []
        self.failed: list[Exception] = []

    def start(self, preview: ExportPreview, story: Manuscript = STORY) -> None:
        preview.start(
            story, REQUEST, lambda *step: self.steps.append(step), self.done.append, self.failed.append
        )


def test_chapters_come_one_by_one() -> None:
    told = Told()
    told.start(ExportPreview(ImmediateRunner()))
    assert told.steps == [(1, 2), (2, 2)]
    assert [chapter.title for chapter in told.done[0]] == ["One", "Two"]


def test_stopped_it_says_no_more() -> None:
    runner, told = ImmediateRunner(), Told()
    preview = ExportPreview(runner)
    runner.hold("work")
    told.start(preview)
    preview.stop()
    runner.run_held("work")
    assert (told.steps, told.done) == ([], [])


def test_a_new_preview_takes_the_place_of_the_old() -> None:
    runner, old, new = ImmediateRunner(), Told(), Told()
    preview = ExportPreview(runner)
    runner.hold("work")
    old.start(preview)
    new.start(preview, STORY.select([1]))
    runner.run_held("work")
    assert old.done == []
    assert [chapter.title for chapter in new.done[0]] == ["Two"]


def test_changes_and_words_in_words() -> None:
    told = Told()
    told.start(ExportPreview(ImmediateRunner()))
    assert changes_in_words(told.done[0]) == "6 places change: 4 quote marks, 2 ellipses."
    assert words_in_words(told.done[0]) == "No word is lost: the text keeps its 2 words."
    assert changes_in_words(()) == "Nothing changes; the text is uniform already."


def test_a_lost_word_is_named() -> None:
    lost = ChapterPreview("One", "a b", "a", (), (), WordAccount(2, 1, missing=("b",)))
    assert not is_whole([lost])
    assert words_in_words([lost]).startswith("Some words would not stay as they are: “b”.")
