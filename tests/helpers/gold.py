"""The sample stories with their planted slips, and the dialogue layouts with their quotations.

All offsets count code points of the file's text decoded as UTF-8.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = GOLDEN / "samples"
QUOTATIONS = GOLDEN / "quotations"
SLUGS = ("fourteen-to-the-stone", "every-lamp-on-torrasay")


@dataclass(frozen=True, slots=True)
class Slip:
    """One planted slip.

    Attributes:
        chapter: the file, relative to the project's folder.
        start, end: the wrong text within the chapter.
        text: the wrong text as it stands there.
        category: as in ``studio.proofing.finding.Category``.
        suggestions: what would be right; the first is what the clean text says.
        passage: the same number for every verb of one shifted passage; None for a slip by itself.
    """

    chapter: str
    start: int
    end: int
    text: str
    category: str
    suggestions: tuple[str, ...]
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample story.

    Attributes:
        project: its folder.
        chapters, clean: the chapters as committed and without slips, by their path in the project.
        lost_break: the chapter in which a scene break got lost, and the first words after it.
    """

    slug: str
    project: Path
    chapters: dict[str, str]
    clean: dict[str, str]
    slips: tuple[Slip, ...]
    lost_break: tuple[str, str]

    def mended(self, chapter: str) -> str:
        """The chapter with every slip replaced by its first suggestion."""
        text = self.chapters[chapter]
        for slip in sorted(self.slips, key=lambda slip: slip.start, reverse=True):
            if slip.chapter == chapter:
                text = text[: slip.start] + slip.suggestions[0] + text[slip.end :]
        return text


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quotation of a layout: marks included; without a closing mark it runs to its paragraph's end.

    ``kind``, ``style``, ``closed`` and ``continues`` are as in ``studio.text.quotes.Quotation``.
    """

    start: int
    end: int
    text: str
    kind: str
    style: str
    closed: bool
    continues: bool


def read_gold(path: Path) -> tuple[Slip, ...]:
    """The slips that a gold file lists."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Slip(
            entry["chapter"],
            entry["start"],
            entry["end"],
            entry["text"],
            entry["category"],
            tuple(entry["suggestions"]),
            entry.get("passage"),
        )
        for entry in entries
    )


def load_sample(slug: str) -> Sample:
    """The sample story of that name, one of ``SLUGS``."""
    import tomllib

    plan = tomllib.loads((SAMPLES / slug / "slips.toml").read_text(encoding="utf-8"))
    project = ROOT / "projects" / plan["project"]
    order = tomllib.loads((project / "story.toml").read_text(encoding="utf-8"))["order"]
    return Sample(
        slug=slug,
        project=project,
        chapters={f"chapters/{n}": (project / "chapters" / n).read_text(encoding="utf-8") for n in order},
        clean={f"chapters/{n}": (SAMPLES / slug / "clean" / n).read_text(encoding="utf-8") for n in order},
        slips=read_gold(SAMPLES / f"{slug}.json"),
        lost_break=(f"chapters/{plan['lost_break']['in']}.md", plan["lost_break"]["opening"]),
    )


def layouts() -> tuple[str, ...]:
    """The names of the dialogue layouts."""
    return tuple(sorted(path.stem for path in QUOTATIONS.glob("*.txt")))


def read_layout(name: str) -> tuple[str, tuple[Spoken, ...]]:
    """A dialogue layout's text and its quotations, in order."""
    entries = json.loads((QUOTATIONS / f"{name}.json").read_text(encoding="utf-8"))
    text = (QUOTATIONS / f"{name}.txt").read_text(encoding="utf-8")
    return text, tuple(Spoken(**entry) for entry in entries)
