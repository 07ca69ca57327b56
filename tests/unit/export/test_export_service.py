from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.app.exchange.export_service import (
    ChapterUnreadable,
    Exported,
    ExportRequest,
    ExportService,
    Prepared,
    collect,
    export_file,
    prepare,
    render,
)
from studio.export.account import WordAccount, WordsLost
from studio.export.layout import Format
from studio.export.manuscript import Manuscript, ManuscriptChapter
from studio.model.chapter import ChapterId
from studio.storage.load import load_project
from studio.text.span import Span


class AtOnce:
    """Runs every job when it is given."""

    def submit(
        self,
        lane: str,
        job: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        assert lane == "work"
        try:
            result = job()
        except Exception as error:  # noqa: BLE001 - as every runner does
            assert failed is not None
            failed(error)
        else:
            assert done is not None
            done(result)

    def post(self, call: Callable[[], None]) -> None:
        call()

    def drain(self, lane: str, timeout: float) -> bool:
        return True


STORY = Manuscript("T", "A", "en-US", (ManuscriptChapter("One", '"Now  even he," she said.'),))
TEXT = ExportRequest(Format.TXT)


def broken(prepared: Prepared) -> Prepared:
    from dataclasses import replace

    lost = replace(prepared.chapters[0], words=WordAccount(2, 1, ("even",)))
    return replace(prepared, chapters=(lost,))


def test_the_preview_tells_every_change() -> None:
    found: list[Prepared] = []
    ExportService(AtOnce(), Path.write_bytes).preview(STORY, TEXT, found.append, pytest.fail)
    assert found[0].changed == 3
    assert found[0].chapters[0].hunks[0].after == "“Now even he,” she said."


def test_the_export_is_written_once(tmp_path: Path) -> None:
    found: list[Exported] = []
    path = tmp_path / "t.txt"
    ExportService(AtOnce(), Path.write_bytes).export(STORY, TEXT, path, found.append, pytest.fail)
    assert found == [Exported(path, 5, 3)]
    assert "“Now even he,”" in path.read_text(encoding="utf-8")


def test_fixes_are_applied_on_the_way() -> None:
    request = ExportRequest(Format.MD, fixes={0: [(Span(1, 4), "Not")]})
    assert b"\xe2\x80\x9cNot even he" in render(prepare(STORY, request), request)


def test_a_lost_word_stops_the_export() -> None:
    with pytest.raises(WordsLost, match="“even”"):
        render(broken(prepare(STORY, TEXT)), TEXT)


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    def full(path: Path, data: bytes) -> None:
        raise OSError("disk full")

    failures: list[Exception] = []
    ExportService(AtOnce(), full).export(STORY, TEXT, tmp_path / "t.txt", pytest.fail, failures.append)
    assert [str(error) for error in failures] == ["disk full"]


def test_the_live_text_of_an_open_chapter_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("On disk.", encoding="utf-8")
    project = load_project(tmp_path).project
    assert project is not None
    live = collect(project, {ChapterId("a.txt"): "In the window."})
    assert live.manuscript.chapters[0].text == "In the window."
    assert collect(project).manuscript.chapters[0].text == "On disk."


def test_a_story_is_never_exported_without_one_of_its_chapters(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("On disk.", encoding="utf-8")
    project = load_project(tmp_path).project
    assert project is not None
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ChapterUnreadable, match="Nothing was exported"):
        collect(project)


def test_the_title_gets_the_same_marks() -> None:
    story = Manuscript("Odo's Mill", "", "en-US", (ManuscriptChapter("'Tis Late", "Text."),))
    cleaned = prepare(story, TEXT).manuscript
    assert (cleaned.title, cleaned.chapters[0].title) == ("Odo’s Mill", "’Tis Late")


def test_export_file_says_what_it_did(tmp_path: Path) -> None:
    assert export_file(STORY, TEXT, tmp_path / "t.txt", Path.write_bytes).words == 5
