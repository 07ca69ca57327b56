from __future__ import annotations

from pathlib import Path

import pytest

from studio.model.sheet import CharacterSheet
from studio.storage.error import SaveError
from studio.storage.sheet_file import parse_sheet, read_sheet, write_sheet

TEXT = '+++\n# tall\nrole = "pilot"\naliases = ["Ro"]\n+++\n\nBorn at sea.\n'


def test_a_sheet_is_read() -> None:
    sheet, problems = parse_sheet(TEXT, "Ro Vane", "characters/Ro Vane.md")
    assert (sheet.name, sheet.aliases, sheet.note) == ("Ro Vane", ("Ro",), "Born at sea.\n")
    assert (dict(sheet.extra), problems) == ({"role": "pilot"}, ())


def test_a_note_alone_is_a_sheet() -> None:
    assert parse_sheet("Only a note.\n", "Ro", "Ro.md")[0] == CharacterSheet("Ro", note="Only a note.\n")


def test_a_broken_head_keeps_the_whole_text_as_note() -> None:
    text = "+++\naliases = [\n+++\n\nNote.\n"
    sheet, problems = parse_sheet(text, "Ro", "characters/Ro.md")
    assert sheet.note == text
    assert "has a mistake" in problems[0].sentence


def test_comments_and_unknown_keys_survive_saving(tmp_path: Path) -> None:
    (tmp_path / "Ro Vane.md").write_text(TEXT, encoding="utf-8")
    sheet, _ = read_sheet(tmp_path / "Ro Vane.md")
    assert sheet is not None
    path = write_sheet(tmp_path, CharacterSheet(sheet.name, ("Ro", "Captain"), "New.\n", extra=sheet.extra))
    text = path.read_text(encoding="utf-8")
    assert "# tall" in text
    assert read_sheet(path)[0] == CharacterSheet(
        "Ro Vane", ("Ro", "Captain"), "New.\n", extra={"role": "pilot"}
    )


def test_sheets_whose_names_make_the_same_file_name_stay_apart(tmp_path: Path) -> None:
    first = write_sheet(tmp_path, CharacterSheet("Ro?"))
    second = write_sheet(tmp_path, CharacterSheet("Ro!?"))
    third = write_sheet(tmp_path, CharacterSheet("Ro*"))
    assert len({first, second, third}) == 3
    assert read_sheet(first)[0] == CharacterSheet("Ro?")


def test_a_sheet_with_a_broken_head_is_not_lost(tmp_path: Path) -> None:
    (tmp_path / "Ro.md").write_text("+++\nbad = [\n+++\nNote", encoding="utf-8")
    with pytest.raises(SaveError):
        write_sheet(tmp_path, CharacterSheet("Ro"))
