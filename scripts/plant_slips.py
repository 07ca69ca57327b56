"""Make the sample stories with their slips, and the gold files that list them, from the clean text.

usage: plant_slips.py [--check]

For each folder tests/golden/samples/SLUG, ``slips.toml`` names the story (``project``) and lists what is
planted: ``mark`` is a stretch of the clean text in which each slip stands as ``{right|wrong}``, ``in`` its
chapter, ``category`` its kind; ``also`` holds further right answers. Several slips in one mark are a shifted
passage. Out come projects/PROJECT/chapters/*.md and tests/golden/samples/SLUG.json. With --check nothing is
written, and the exit status is 1 if anything would change.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "golden" / "samples"
SLOT = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")

Edit = tuple[int, int, str, dict[str, Any]]
"""Start and end in the clean text, what is written instead, and the slip's entry."""


def edits_of(slip: dict[str, Any], clean: str, passage: int) -> list[Edit]:
    """The edits that one entry makes.

    Raises:
        ValueError: if the stretch is not found exactly once, or nothing in it is marked.
    """
    mark = slip["mark"]
    right = SLOT.sub(r"\1", mark)
    if clean.count(right) != 1:
        raise ValueError(f"{slip['in']}: {clean.count(right)} places read {right!r}")
    slots = list(SLOT.finditer(mark))
    if not slots:
        raise ValueError(f"{slip['in']}: nothing is marked in {mark!r}")
    entry = {"category": slip["category"], "also": slip.get("also", [])}
    if len(slots) > 1:
        entry["passage"] = passage
    base, shrunk, edits = clean.index(right), 0, []
    for slot in slots:
        start = base + slot.start() - shrunk
        edits.append((start, start + len(slot[1]), slot[2], entry))
        shrunk += len(slot[0]) - len(slot[1])
    return edits


def plant(chapter: str, clean: str, edits: list[Edit]) -> tuple[str, list[dict[str, Any]]]:
    """The chapter with its slips, and the gold entries in the order of the text."""
    parts: list[str] = []
    gold: list[dict[str, Any]] = []
    done = length = 0
    for start, end, wrong, entry in sorted(edits, key=lambda edit: edit[:2]):
        if start < done:
            raise ValueError(f"{chapter}: two slips overlap at {clean[start:end]!r}")
        parts += [clean[done:start], wrong]
        length += start - done
        item = {"chapter": chapter, "start": length, "end": length + len(wrong), "text": wrong}
        item |= {"category": entry["category"], "suggestions": [clean[start:end], *entry["also"]]}
        gold.append(item | {"level": "must"} | {k: v for k, v in entry.items() if k == "passage"})
        length += len(wrong)
        done = end
    return "".join([*parts, clean[done:]]), gold


def outputs(sample: Path) -> dict[Path, str]:
    """Every file that the sample makes, with its text."""
    plan = tomllib.loads((sample / "slips.toml").read_text(encoding="utf-8"))
    story = ROOT / "projects" / plan["project"]
    order = tomllib.loads((story / "story.toml").read_text(encoding="utf-8"))["order"]
    made: dict[Path, str] = {}
    gold: list[dict[str, Any]] = []
    for name in order:
        clean = (sample / "clean" / name).read_text(encoding="utf-8")
        mine = [(number, slip) for number, slip in enumerate(plan["slip"], 1) if f"{slip['in']}.md" == name]
        edits = [edit for number, slip in mine for edit in edits_of(slip, clean, number)]
        text, entries = plant(f"chapters/{name}", clean, edits)
        made[story / "chapters" / name] = text
        gold += entries
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in gold)
    made[sample.with_suffix(".json")] = f"[\n{lines}\n]\n"
    return made


def main(argv: list[str]) -> int:
    """Write what is missing or different; with --check only say so."""
    check = "--check" in argv
    changed = 0
    for sample in sorted(path.parent for path in SAMPLES.glob("*/slips.toml")):
        for path, text in outputs(sample).items():
            if path.exists() and path.read_text(encoding="utf-8") == text:
                continue
            changed += 1
            print(path.relative_to(ROOT))
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
