import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from studio.app.checking.check_story import (
    FileOffsets,
    FileReport,
    FileToCheck,
    StoryToCheck,
    check_all,
    gather,
)
from studio.cli.console import Console
from studio.cli.jsonl import json_line
from studio.cli.sarif import sarif_log
from studio.cli.table import Table
from studio.cli.text_width import width
from studio.proofing.chapter_read import ReadChapter
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Category, Finding
from studio.proofing.ignore import IgnoreList, IgnoreScope, ignore_key
from studio.proofing.pipeline import BegunChapter, ChapterResult
from studio.storage.chapter_file import parse_chapter
from studio.text.quotes import Quotation, QuoteKind
from studio.text.span import Span


class MarksTeh:
    """Finds "teh" and speech between double quotation marks; notes what it was told of the story."""

    def __init__(self) -> None:
        self.stories: list[StoryContext] = []

    def begin(self, text: str) -> BegunChapter:
        return BegunChapter(text, ReadChapter((), [], ()), ())

    def check_chapter(
        self, text: str, story: StoryContext, begun: BegunChapter | None = None
    ) -> ChapterResult:
        assert begun is not None
        assert begun.text == text
        self.stories.append(story)
        found = tuple(finding(i) for i in range(len(text)) if text.startswith("teh", i))
        marks = [i for i, char in enumerate(text) if char == '"']
        speech = tuple(
            Quotation(Span(a, b + 1), QuoteKind.SPEECH, '"')
            for a, b in zip(marks[::2], marks[1::2], strict=False)
        )
        return ChapterResult(found, speech)


def finding(at: int, suggestions: tuple[str, ...] = ("the",)) -> Finding:
    message = "“teh” is not a word."
    return Finding(Span(at, at + 3), Category.SPELLING, "spelling.word", message, suggestions, confidence=0.9)


def checked(*paths: Path, kinds: frozenset[Category] = frozenset()) -> list[FileReport]:
    gathered = gather([str(path) for path in paths])
    assert gathered.refused == ()
    return [report for _, report in check_all(gathered.stories, lambda _: MarksTeh(), kinds)]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    root = tmp_path / "The Mole"
    (root / "chapters").mkdir(parents=True)
    (root / "story.toml").write_text(
        'title = "The Mole"\n[proofreading]\nwords = ["Zorp"]\n', encoding="utf-8"
    )
    (root / "chapters" / "One.md").write_text('Odo saw teh hill. "Ah," said Odo.\n', encoding="utf-8")
    (root / "chapters" / "Two.md").write_text("Odo slept.\n", encoding="utf-8")
    return root


def test_offsets_count_the_files_own_line_ends(tmp_path: Path) -> None:
    raw = 'One.\r\nSee teh end.\r\n\r\n"Go," he said.\r\n'
    path = tmp_path / "a.txt"
    path.write_bytes(raw.encode("utf-8"))
    line = json.loads(json_line(checked(path)[0]))
    (found,) = line["findings"]
    assert raw[found["start"] : found["end"]] == "teh"
    assert [raw[a:b] for a, b in line["quotes"]] == ['"Go,"']


@pytest.mark.parametrize(
    "raw", ["a\nteh", "a\r\nteh", "a\rteh", "a\r\nb\nteh\r\n", "\ufeffteh", "\ufeffa\r\nteh"]
)
def test_offsets_are_right_for_every_kind_of_file(raw: str) -> None:
    read = parse_chapter("a.txt", raw.encode("utf-8"))
    at = read.text.index("teh")
    assert raw[FileOffsets.of(read).in_file(at) :].startswith("teh")


def test_the_line_is_what_the_benchmark_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("teh", encoding="utf-8")
    line = json.loads(json_line(checked(path)[0]))
    assert line["path"] == str(path)
    assert line["findings"][0]["category"] == "spelling"
    assert line["findings"][0]["suggestions"] == ["the"]


def test_a_storys_texts_share_its_names_and_words(story: Path) -> None:
    gathered = gather([str(story)])
    (one,) = gathered.stories
    assert [file.title for file in one.files] == ["One", "Two"]
    assert one.context.words == frozenset({"zorp"})
    assert one.context.knows("Odo")


def test_a_chapter_named_by_itself_is_read_as_part_of_its_story(story: Path) -> None:
    (one,) = gather([str(story / "chapters" / "One.md")]).stories
    assert one.title == "The Mole"
    assert [file.path for file in one.files] == [str(story / "chapters" / "One.md")]


def test_loose_files_are_stories_of_their_own(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.txt", "b.txt")]
    for path in paths:
        path.write_text("teh", encoding="utf-8")
    gathered = gather([str(path) for path in paths])
    assert [len(one.files) for one in gathered.stories] == [1, 1]


def test_a_file_given_twice_is_checked_once(story: Path) -> None:
    assert len(checked(story, story, story / "chapters" / "One.md")) == 2


def test_one_proofreader_serves_all_stories_of_a_dialect() -> None:
    made: list[str] = []

    def build(dialect: str) -> MarksTeh:
        made.append(dialect)
        return MarksTeh()

    stories = [
        StoryToCheck("s", StoryContext(dialect=dialect), IgnoreList(), (a_file(),))
        for dialect in ("en-US", "en-GB", "en-US")
    ]
    assert len(list(check_all(stories, build))) == 3
    assert made == ["en-US", "en-GB"]


def a_file(text: str = "teh") -> FileToCheck:
    return FileToCheck("a.txt", "a", text)


def test_only_the_wanted_kinds_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("teh", encoding="utf-8")
    assert checked(path, kinds=frozenset({Category.TENSE_SHIFT}))[0].findings == ()
    assert len(checked(path, kinds=frozenset({Category.SPELLING}))[0].findings) == 1


def test_what_the_writer_ignores_is_not_reported(story: Path) -> None:
    text = (story / "chapters" / "One.md").read_text(encoding="utf-8")
    key = ignore_key(finding(text.index("teh")), text, IgnoreScope.ONCE)
    (one,) = gather([str(story)]).stories
    ignoring = replace(one, ignores=IgnoreList.of([key]))
    assert all(not report.findings for _, report in check_all([ignoring], lambda _: MarksTeh()))


def test_what_cannot_be_opened_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("teh", encoding="utf-8")
    gathered = gather([str(tmp_path / "none.txt"), str(path)])
    assert len(gathered.refused) == 1
    assert len(gathered.stories) == 1


def report_of(text: str, suggestions: tuple[str, ...] = ("the",)) -> FileReport:
    return FileReport(a_file(text), (finding(text.index("teh"), suggestions),))


@pytest.mark.parametrize("columns", [60, 80, 110, 160])
@pytest.mark.parametrize(
    "text",
    ["teh", "x " * 300 + "teh" + " y" * 300, "雪" * 80 + " teh " + "雪" * 80, "a\tb\nteh\x07\u0301 end."],
)
def test_no_line_of_the_table_is_wider_than_asked(columns: int, text: str) -> None:
    lines = list(Table(columns, reasons=True).chapter(report_of(text)))
    assert max(width(line) for line in lines) <= columns
    assert any("[teh]" in line for line in lines)


def test_the_table_shows_line_change_and_sentence() -> None:
    text = "First line.\n\nIt was teh end of it. Then nothing.\n"
    row = list(Table(110).chapter(report_of(text)))[-1]
    assert row.split() == ["3", "spelling", "teh", "→", "the", "It", "was", "[teh]", "end", "of", "it."]


def test_a_finding_that_deletes_or_offers_nothing_is_shown() -> None:
    assert "teh → (nothing)" in list(Table(110).chapter(report_of("a teh b", ("",))))[-1]
    assert "→" not in list(Table(110).chapter(report_of("a teh b", ())))[-1]


def test_a_text_without_findings_takes_no_room() -> None:
    assert list(Table(80).chapter(FileReport(a_file(), ()))) == []


def test_the_table_has_colour_only_when_asked() -> None:
    assert "\x1b" not in "".join(Table(80).chapter(report_of("teh")))
    assert "\x1b" in "".join(Table(80, colour=True).chapter(report_of("teh")))


def test_the_sarif_log_has_what_the_standard_demands() -> None:
    log = json.loads(sarif_log([report_of("One.\nIs teh end.")], "1.0"))
    (run,) = log["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 4, 7)
    assert (region["charOffset"], region["charLength"]) == (8, 3)
    change = result["fixes"][0]["artifactChanges"][0]["replacements"][0]
    assert change["insertedContent"] == {"text": "the"}


def test_odd_characters_can_be_printed_as_json() -> None:
    assert json_line(report_of("\ud800 teh")).isascii()


def test_the_console_knows_a_file_from_a_terminal() -> None:
    console = Console(io.StringIO(), io.StringIO())
    console.progress("busy")
    assert (console.colour, console.width, console.err.getvalue()) == (False, 110, "")  # type: ignore[attr-defined]
