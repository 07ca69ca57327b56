"""The sample stories and the dialogue layouts are what they claim to be."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from studio.proofing.finding import Category
from studio.text.scene import BreakKind, scene_breaks
from tests.helpers.gold import ROOT, SLUGS, Sample, layouts, load_sample, read_layout

NAMES = {
    "fourteen-to-the-stone": "Ysbel Corrander Osrith Vennaker Hobrin Tresket O’Drannick Kell-Orvane",
    "every-lamp-on-torrasay": "Nessarie Braddoch Hanneth Ansgrit Perrick Oddlow Pellanby O'Skerrit Torrasay",
}


@pytest.fixture(scope="module", params=SLUGS)
def sample(request: pytest.FixtureRequest) -> Sample:
    return load_sample(request.param)


def test_every_slip_reads_as_listed(sample: Sample) -> None:
    for slip in sample.slips:
        assert sample.chapters[slip.chapter][slip.start : slip.end] == slip.text


def test_first_suggestions_give_the_clean_text(sample: Sample) -> None:
    assert {name: sample.mended(name) for name in sample.chapters} == sample.clean


def test_clean_and_planted_differ_in_every_chapter(sample: Sample) -> None:
    assert all(sample.chapters[name] != text for name, text in sample.clean.items())


def test_slips_do_not_overlap(sample: Sample) -> None:
    ends: dict[str, int] = {}
    for slip in sample.slips:
        assert ends.get(slip.chapter, 0) <= slip.start <= slip.end
        ends[slip.chapter] = slip.end


def test_every_category_is_planted(sample: Sample) -> None:
    assert {slip.category for slip in sample.slips} == set(Category) - {Category.STYLE}


def test_slips_are_many_and_spread(sample: Sample) -> None:
    single = {slip.passage or slip for slip in sample.slips}
    assert 35 <= len(single) <= 50
    assert all(sum(slip.chapter == name for slip in sample.slips) >= 5 for name in sample.chapters)


def test_a_passage_is_shifted(sample: Sample) -> None:
    passage = [slip for slip in sample.slips if slip.passage is not None]
    assert len(passage) >= 3
    assert {slip.category for slip in passage} == {Category.TENSE_SHIFT}


def test_now_stands_for_not(sample: Sample) -> None:
    assert sum((slip.text, slip.suggestions[0]) == ("now", "not") for slip in sample.slips) == 2


def test_length(sample: Sample) -> None:
    assert sum(len(text.split()) for text in sample.clean.values()) >= 3500


def test_names_are_invented(sample: Sample) -> None:
    from wordfreq import zipf_frequency

    text = "".join(sample.clean.values())
    for name in NAMES[sample.slug].split():
        assert name in text
        assert zipf_frequency(name, "en") < 2


def test_people_of_the_sheets_are_in_the_text(sample: Sample) -> None:
    text = "".join(sample.clean.values())
    sheets = sorted((sample.project / "characters").glob("*.md"))
    assert len(sheets) >= 2
    for sheet in sheets:
        head = tomllib.loads(sheet.read_text(encoding="utf-8").split("+++")[1])
        assert head["name"] == sheet.stem
        assert all(name in text for name in [head["name"], *head["aliases"]])


def test_a_scene_break_got_lost(sample: Sample) -> None:
    chapter, opening = sample.lost_break
    text = sample.chapters[chapter]
    guesses = [each.span.start for each in scene_breaks(text) if each.kind is BreakKind.GUESS]
    assert guesses == [text.index(f"\n{opening}") + 1]


def test_marked_scene_breaks(sample: Sample) -> None:
    assert sum("\n\n* * *\n\n" in text for text in sample.chapters.values()) >= 1


def test_files_are_tidy(sample: Sample) -> None:
    for name, text in sample.chapters.items():
        data = (sample.project / name).read_bytes()
        assert data.decode("utf-8") == text
        assert b"\r" not in data
        assert not re.search(r"[ \t]$|  |\n{4}", text, re.MULTILINE)
        assert text.endswith("\n")


def test_planting_again_changes_nothing() -> None:
    script = ROOT / "scripts" / "plant_slips.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", layouts())
def test_layouts_read_as_listed(name: str) -> None:
    text, spoken = read_layout(name)
    assert spoken
    for quotation in spoken:
        assert text[quotation.start : quotation.end] == quotation.text
        assert quotation.text.startswith(quotation.style)


def test_there_are_twenty_layouts() -> None:
    assert len(layouts()) >= 20
