"""The texts: passages written for the benchmark, and the two sample stories with their gold files."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from tests.helpers.gold import SLUGS, load_sample

PASSAGES = Path(__file__).with_name("passages.toml")
_SLOT = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Slip:
    """A planted slip: its stretch of the text (code points), its kind, and what would be right."""

    start: int
    end: int
    category: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its slips, and the same text without them.

    Attributes:
        story: documents with the same story share their names.
    """

    story: str
    name: str
    text: str
    clean: str
    slips: tuple[Slip, ...]


def all_documents() -> tuple[Document, ...]:
    """Every text of the benchmark, in a fixed order."""
    return (*passages(), *samples())


def passages() -> tuple[Document, ...]:
    """The passages of ``passages.toml``."""
    entries = tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["passage"]
    return tuple(_passage(entry["name"], entry["text"].strip() + "\n", entry["slips"]) for entry in entries)


def samples() -> tuple[Document, ...]:
    """The chapters of the sample stories."""
    made = []
    for slug in SLUGS:
        sample = load_sample(slug)
        for chapter, text in sample.chapters.items():
            found = tuple(
                Slip(slip.start, slip.end, slip.category, slip.suggestions)
                for slip in sample.slips
                if slip.chapter == chapter
            )
            made.append(Document(slug, chapter, text, sample.clean[chapter], found))
    return tuple(made)


def as_clean(document: Document) -> Document:
    """The document without its slips."""
    return replace(document, text=document.clean, slips=())


def _passage(name: str, marked: str, kinds: list[str]) -> Document:
    """A passage in which each slip stands as ``{right|wrong}``.

    Raises:
        ValueError: if it has more or fewer slips than kinds.
    """
    slots = list(_SLOT.finditer(marked))
    if len(slots) != len(kinds):
        raise ValueError(f"{name}: {len(slots)} slips and {len(kinds)} kinds")
    text, at, slips = "", 0, []
    for slot, kind in zip(slots, kinds, strict=True):
        right, wrong = slot.groups()
        text += marked[at : slot.start()]
        slips.append(_slip(text, right, wrong, kind))
        text += wrong
        at = slot.end()
        if not wrong and marked[at : at + 1] == " ":
            at += 1  # a missing word leaves one space, not two
    text += marked[at:]
    return Document("passages", name, text, _SLOT.sub(r"\1", marked), tuple(slips))


def _slip(before: str, right: str, wrong: str, kind: str) -> Slip:
    """A slip; where a word is missing it covers the word before, so that there is something to mark."""
    if wrong:
        return Slip(len(before), len(before) + len(wrong), kind, (right,))
    start = max(before.rfind(" ", 0, len(before.rstrip())), before.rfind("\n", 0, len(before.rstrip()))) + 1
    return Slip(start, len(before), kind, (f"{before[start:]}{right} ",))
