"""A long story for measuring: the sample stories' sentences, recombined so that no paragraph comes twice."""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]+[\"”’']?\s*")


def sentences() -> list[str]:
    """Every sentence of the sample stories' chapters."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "projects").glob("*/chapters/*.md"))]
    found = [m.group().strip() for text in texts for m in _SENTENCE.finditer(text)]
    return [s for s in found if len(s.split()) > 2]


def chapter(words: int, rng: random.Random, source: list[str]) -> str:
    """A chapter of about ``words`` words with scene breaks."""
    paragraphs: list[str] = []
    count = 0
    while count < words:
        paragraph = " ".join(rng.choices(source, k=rng.randint(1, 6)))
        count += len(paragraph.split())
        paragraphs.append(paragraph if rng.random() > 0.02 else "* * *")
    return "\n\n".join(paragraphs) + "\n"


def write_story(folder: Path, words: int, seed: int = 1) -> Path:
    """A project of about ``words`` words under ``folder``; its first chapter has 20,000 of them."""
    rng = random.Random(seed)
    source = sentences()
    (folder / "chapters").mkdir(parents=True)
    names = []
    left = words
    while left > 0:
        size = min(left, 20_000 if not names else 5_000)
        names.append(f"chapters/Chapter {len(names) + 1:02}.md")
        (folder / names[-1]).write_text(chapter(size, rng, source), encoding="utf-8")
        left -= size
    order = ",\n".join(f'    "{Path(name).name}"' for name in names)
    (folder / "story.toml").write_text(
        f'title = "A long story"\nauthor = "Benchmark"\nlanguage = "en-US"\norder = [\n{order},\n]\n',
        encoding="utf-8",
    )
    return folder
