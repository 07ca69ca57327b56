"""Parts that tests of the window are made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studio.proofing.finding import Category, Finding
from studio.text.span import Span


def write_story(root: Path, chapters: Mapping[str, str]) -> Path:
    """A story project with these chapters, title to text; returns its folder."""
    (root / "chapters").mkdir(parents=True)
    names = []
    for title, text in chapters.items():
        (root / "chapters" / f"{title}.md").write_text(text, encoding="utf-8")
        names.append(f'"{title}.md"')
    (root / "story.toml").write_text(
        f'title = "A Test"\nauthor = "Nobody"\norder = [{", ".join(names)}]\n', encoding="utf-8"
    )
    return root


def finding(
    text: str, words: str, *suggestions: str, category: Category = Category.SPELLING, rule: str = "test.rule"
) -> Finding:
    """A finding on the first ``words`` of ``text``."""
    start = text.index(words)
    return Finding(
        Span(start, start + len(words)), category, rule, f"“{words}” is not what you mean.", suggestions
    )
