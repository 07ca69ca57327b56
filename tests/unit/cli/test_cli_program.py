import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from studio.cli.console import Console
from studio.cli.program import run
from studio.main import main

QT_FREE = """
import sys
from studio.main import main
try:
    status = main({arguments!r})
except SystemExit as leaving:
    status = leaving.code
loaded = [name for name in sys.modules if name.split(".")[0] == "PySide6"]
assert not loaded, loaded
assert status == {status}, status
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    root = tmp_path / "The Mole"
    (root / "chapters").mkdir(parents=True)
    (root / "story.toml").write_text('title = "The Mole"\nauthor = "Ada Quill"\n', encoding="utf-8")
    (root / "chapters" / "One.md").write_text('"Go  on," said Odo.\n\n***\n\nHe went.\n', encoding="utf-8")
    (root / "chapters" / "Two.md").write_text("Odo slept -- at last.\n", encoding="utf-8")
    return root


def command(*arguments: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    status = run([str(argument) for argument in arguments], Console(out, err))
    return status, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check"], "required: PATH"),
        (["check", "--format", "poem", "x"], "invalid choice"),
        (["check", "--category", "mood", "x"], "invalid choice"),
        (["check", "no such file.txt"], "no file or folder"),
        (["check", "--fast", "--deep", "x"], "not allowed with"),
        (["export", "no such story", "--to", "md", "--out", "x.md"], "no file or folder"),
        (["export", "x", "--to", "pdf"], "invalid choice"),
        (["stats", "no such story"], "no file or folder"),
        (["new", "x", "--template", "limerick"], "no template “limerick”"),
        (["export", "x", "--to", "md", "--option", "mood=blue"], "no option “mood”"),
        (["export", "x", "--to", "md", "--option", "quotes=blue"], "can be keep, straight, curly"),
        (["export", "x", "--to", "md", "--option", "spaces"], "needs a value"),
        (["export", "x", "--to", "md", "--option", "scene-mark=Oh dear"], "not be read as a scene break"),
        (["dance"], "invalid choice"),
    ],
)
def test_a_mistake_is_one_sentence_and_two(arguments: list[str], says: str) -> None:
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert err.startswith("story-studio: ")
    assert err.endswith(".\n")
    assert err.count("\n") == 1


def test_an_empty_folder_has_nothing_to_check(tmp_path: Path) -> None:
    status, _, err = command("check", tmp_path)
    assert (status, err) == (2, "story-studio: There is no text to check there.\n")


@pytest.mark.parametrize("wanted", ["txt", "md", "docx"])
def test_export_writes_and_says_so(story: Path, tmp_path: Path, wanted: str) -> None:
    out = tmp_path / "new folder" / f"mole.{wanted}"
    status, said, err = command("export", story, "--to", wanted, "--out", out)
    assert (status, err) == (0, "")
    assert "2 chapters, 10 words" in said
    assert out.stat().st_size > 0


def test_export_replaces_only_when_told(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "mole.txt"
    out.write_text("mine", encoding="utf-8")
    status, _, err = command("export", story, "--to", "txt", "--out", out)
    assert (status, out.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in err
    assert command("export", story, "--to", "txt", "--out", out, "--force")[0] == 0
    assert "“Go on,” said Odo." in out.read_text(encoding="utf-8")


def test_export_takes_chapters_and_options(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "mole.md"
    options = ["--option", "dashes=spaced-en", "--option", "headings=no", "--no-title-page"]
    assert command("export", story, "--to", "md", "--out", out, "--chapters", "two", *options)[0] == 0
    assert out.read_text(encoding="utf-8") == "Odo slept – at last.\n"


@pytest.mark.parametrize("chapters", ["3", "0", "2-1", "Nine"])
def test_chapters_that_are_not_there_are_told(story: Path, chapters: str) -> None:
    status, _, err = command("export", story, "--to", "md", "--preview", "--chapters", chapters)
    assert status == 2
    assert f"“{chapters}”" in err


def test_the_preview_writes_nothing(story: Path) -> None:
    before = sorted(story.rglob("*"))
    status, out, _ = command("export", story, "--to", "md", "--preview")
    assert status == 0
    assert "[- -- -]{+—+}" in out
    assert sorted(story.rglob("*")) == before


def test_export_without_a_place_asks_for_one(story: Path) -> None:
    assert "--out PATH" in command("export", story, "--to", "md")[2]


def test_export_never_replaces_a_folder(story: Path, tmp_path: Path) -> None:
    assert "is a folder" in command("export", story, "--to", "md", "--out", tmp_path)[2]


def test_export_never_replaces_the_story_itself(story: Path) -> None:
    chapter = story / "chapters" / "One.md"
    before = chapter.read_bytes()
    status, _, err = command("export", story, "--to", "md", "--out", chapter, "--force")
    assert (status, chapter.read_bytes()) == (2, before)
    assert "part of the story itself" in err


def test_exporting_the_same_again_is_no_trouble(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "mole.docx"
    assert [command("export", story, "--to", "docx", "--out", out)[0] for _ in range(2)] == [0, 0]


def test_stats_counts(story: Path) -> None:
    status, out, _ = command("stats", story, "--format", "json")
    counts = json.loads(out)
    assert status == 0
    assert (counts["words"], counts["scenes"]) == (10, 3)
    assert counts["chapters"][0]["speech_share"] == 0.3333


def test_stats_is_a_table_for_people(story: Path) -> None:
    _, out, _ = command("stats", story)
    assert out.startswith("The Mole by Ada Quill\n")
    assert "A sentence has" in out


def test_new_makes_a_story_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "Next"
    status, out, err = command("new", path, "--title", "Next One", "--author", "Ada")
    if "the templates are none" in err:
        pytest.fail("the program's templates are missing")
    assert status == 0
    assert "“Next One” is ready" in out
    assert "Next One" in command("stats", path)[1]


def test_new_does_not_touch_a_full_folder(story: Path) -> None:
    assert "not empty" in command("new", story)[2]


@pytest.mark.parametrize("name", [[], ["check"], ["export"], ["stats"], ["new"]])
def test_help_is_in_full_sentences(name: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as leaving:
        main([*name, "--help"])
    assert leaving.value.code == 0
    assert "usage: story-studio" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--help"], 0), (["--version"], 0), (["stats", "{story}"], 0), (["check", "nowhere.txt"], 2)],
)
def test_no_command_imports_qt(story: Path, arguments: list[str], status: int) -> None:
    filled = [argument.format(story=story) for argument in arguments]
    code = QT_FREE.format(arguments=filled, status=status)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_program_that_stops_reading_is_no_error(story: Path) -> None:
    code = f"import sys; from studio.main import main; sys.exit(main(['stats', {str(story)!r}]))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
