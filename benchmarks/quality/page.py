"""The tables of docs/benchmark.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.quality.ablation import Part
from benchmarks.quality.document import Document
from benchmarks.quality.score import Score, Tally
from studio.text.span import Span

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmark.md"
_AROUND = 44

Reason = Callable[[str, str], str]
"""Why a place (its words, its sentence) was missed or marked; "" if nobody looked yet."""


def kinds_table(score: Score) -> Iterable[str]:
    """One line for each kind of slip."""
    yield "| kind | planted | found | recall | precision | F0.5 | first fix right |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for kind, tally in sorted(score.kinds.items(), key=lambda item: -item[1].planted):
        yield _kind_row(kind, tally)
    yield _kind_row("**all**", score.all)


def _kind_row(kind: str, t: Tally) -> str:
    name = kind.replace("_", " ")
    shares = " | ".join(f"{share:.2f}" for share in (t.recall, t.precision, t.f05, t.top1))
    return f"| {name} | {t.planted} | {t.hit} | {shares} |"


def peers_table(scores: Sequence[tuple[str, Score]]) -> Iterable[str]:
    """One line for each program."""
    yield "| program | recall | precision | F0.5 | first fix right | tense shifts | alarms per 1,000 words |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for name, score in scores:
        t, tense = score.all, score.kinds.get("tense_shift", Tally())
        yield (
            f"| {name} | {t.recall:.2f} | {t.precision:.2f} | {t.f05:.2f} | {t.top1:.2f} "
            f"| {tense.hit} of {tense.planted} | {score.alarms_per_1000:.1f} |"
        )


def parts_table(parts: Sequence[Part]) -> Iterable[str]:
    """One line for each part."""
    yield "| left out | slips then missed | false findings then gone | CPU ms per 1,000 words |"
    yield "| --- | --- | --- | --- |"
    for part in parts:
        yield f"| {part.name.replace('_', ' ')} | {part.hits} | {part.false} | {part.cost:.1f} |"


def worst(score: Score, reason: Reason) -> Iterable[str]:
    """The misses and the false findings, twenty each at most, with their reasons."""
    yield "### Missed"
    yield ""
    for document, slip in score.misses[:20]:
        words = _shown(document, Span(slip.start, slip.end))
        right = slip.suggestions[0] if slip.suggestions else ""
        yield f"- {slip.category.replace('_', ' ')}: {words} (right: “{right}”){_because(reason, words)}"
    yield ""
    yield "### Marked wrongly"
    yield ""
    false = sorted(
        [*score.false, *score.false_on_clean], key=lambda entry: (-entry[1].confidence, entry[0].name)
    )
    seen: set[str] = set()
    for document, finding in false:
        words = _shown(document, finding.span)
        if words in seen or len(seen) == 20:
            continue
        seen.add(words)
        fix = f" → “{finding.suggestions[0]}”" if finding.suggestions else ""
        yield f"- {finding.rule}: {words}{fix}{_because(reason, words)}"


def _because(reason: Reason, words: str) -> str:
    marked = words.partition("**")[2].partition("**")[0]
    said = reason(marked, words)
    return f". {said}" if said else ""


def _shown(document: Document, span: Span) -> str:
    """The words with a little around them."""
    before = " ".join(document.text[max(0, span.start - _AROUND) : span.start].split(" ")[1:])
    after = " ".join(document.text[span.end : span.end + _AROUND].split(" ")[:-1])
    return f"…{before}**{span.of(document.text)}**{after}…".replace("\n", " ")


def write(sections: dict[str, Iterable[str]]) -> None:
    """Put each section between its marks (``<!-- name -->`` and ``<!-- /name -->``) on the page.

    Raises:
        ValueError: if the page lacks a section's marks.
    """
    text = PAGE.read_text(encoding="utf-8")
    for name, lines in sections.items():
        opening, closing = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        head, found, rest = text.partition(opening)
        _, ended, tail = rest.partition(closing)
        if not found or not ended:
            raise ValueError(f"{PAGE.name} has no place for “{name}”")
        text = head + opening + "\n".join(lines) + "\n" + closing + tail
    PAGE.write_text(text, encoding="utf-8")
