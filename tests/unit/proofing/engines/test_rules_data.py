"""LanguageTool's data without the rules that nobody needs."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest

from studio.proofing.engines.rules_data import needed_data, without_idle_rules

RULES = """\ufeff<?xml version="1.0"?>
<!DOCTYPE rules [<!ENTITY day "Monday|Tuesday">]>
<rules lang="en">
  <!-- a comment with <rule id="NOT_A_RULE"/> in it -->
  <category id="GRAMMAR" name="Grammar">
    <rule id="KEPT" name="é"><pattern><token regexp="yes">&day;</token></pattern></rule>
    <rule id="DROPPED"><pattern><token>a</token></pattern></rule>
    <rulegroup id="GROUP_DROPPED"><rule><pattern/></rule><rule><pattern/></rule></rulegroup>
    <rulegroup id="GROUP"><rule><pattern/></rule><rule id="INNER"><pattern/></rule></rulegroup>
  </category>
  <category id="STYLE" name="Style">
    <rule id="KEPT"><pattern/></rule>
  </category>
</rules>
""".encode()


MODELS = tuple(f"en/models/en-{name}.bin" for name in ("pos-maxent", "chunker", "token"))


def needed(category: str, rule: str) -> bool:
    return category == "GRAMMAR" and rule in ("KEPT", "INNER")


def test_only_needed_rules_stay() -> None:
    left = without_idle_rules(RULES, needed)
    dropped = (
        b'<rule id="DROPPED"><pattern><token>a</token></pattern></rule>',
        b'<rulegroup id="GROUP_DROPPED"><rule><pattern/></rule><rule><pattern/></rule></rulegroup>',
        b'<rule id="KEPT"><pattern/></rule>',
    )
    expected = RULES
    for rule in dropped:
        expected = expected.replace(rule, b"")
    assert left == expected


def test_a_file_with_needed_rules_only_stays_as_it_is() -> None:
    assert without_idle_rules(RULES, lambda _category, _rule: True) == RULES


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(ExpatError):
        without_idle_rules(b"<rules><rule>", needed)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "en" / "rules").mkdir(parents=True)
    (folder / "en" / "words").mkdir()
    (folder / "en" / "models").mkdir()
    for name in MODELS:
        with zipfile.ZipFile(folder / name, "w") as package:
            package.writestr("manifest.properties", "Language=en")
            package.writestr("some.model", "learnt")
    (folder / "core").mkdir()
    for name in ("grammar.xml", "style.xml"):
        (folder / "en" / "rules" / name).write_bytes(RULES)
    (folder / "en" / "rules" / "other.txt").write_text("other", encoding="utf-8")
    (folder / "en" / "words" / "list.txt").write_text("list", encoding="utf-8")
    (folder / "core" / "spelling_global.txt").write_text("names", encoding="utf-8")
    return folder


def test_a_folder_of_needed_rules_is_like_the_whole_one(data: Path) -> None:
    with needed_data(data, needed) as folder:
        assert b"DROPPED" not in (folder / "en/rules/grammar.xml").read_bytes()
        assert b"DROPPED" not in (folder / "en/rules/style.xml").read_bytes()
        assert (folder / "en/rules/other.txt").read_text(encoding="utf-8") == "other"
        assert (folder / "en/words/list.txt").read_text(encoding="utf-8") == "list"
        assert (folder / "core/spelling_global.txt").read_bytes() == b""
        for name in MODELS:
            with zipfile.ZipFile(folder / name) as package:
                assert package.read("manifest.properties") == b"Language=en"
                assert package.read("some.model").startswith(b"\0\3GIS")
    assert not folder.exists()
    assert (data / "en/rules/grammar.xml").read_bytes() == RULES
    assert (data / "core/spelling_global.txt").read_text(encoding="utf-8") == "names"


def test_files_are_copied_where_there_are_no_links(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(1, "not permitted")

    monkeypatch.setattr(os, "symlink", no_links)
    with needed_data(data, needed) as folder:
        assert not (folder / "en/words").is_symlink()
        assert (folder / "en/words/list.txt").read_text(encoding="utf-8") == "list"


def test_damaged_rules_leave_the_whole_data(data: Path) -> None:
    (data / "en/rules/style.xml").write_bytes(b"<rules>")
    with needed_data(data, needed) as folder:
        assert folder == data
