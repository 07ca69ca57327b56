"""What each part adds and costs: the benchmark with one part left out at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.quality.document import Document, as_clean
from benchmarks.quality.reader import Clock, Found, Studio, kind_of
from benchmarks.quality.score import Score, add_clean, score

ENGINES = ("encoder", "languagetool", "tags")


@dataclass(frozen=True, slots=True)
class Part:
    """What a part adds.

    Attributes:
        name: a kind of rules, or an engine.
        hits: slips that nothing else finds.
        false: false findings on both texts that nothing else makes.
        cost: CPU milliseconds for 1,000 words.
    """

    name: str
    hits: int
    false: int
    cost: float


def measure(studio: Studio, documents: Sequence[Document]) -> tuple[Score, Found]:
    """The score of the whole studio, and what it found in the documents with slips."""
    found = studio.read(documents)
    clean = studio.read([as_clean(document) for document in documents])
    return add_clean(score(found), clean), found


def parts(studio: Studio, documents: Sequence[Document], whole: Score) -> tuple[Part, ...]:
    """Every part, the most useful first."""
    clean = [as_clean(document) for document in documents]
    names = [*ENGINES, *sorted({kind_of(checker) for checker in studio.checkers})]
    words = sum(len(document.text.split()) for document in (*documents, *clean))
    spent = dict(studio.clock.spent)
    found = []
    for name in names:
        studio.clock = Clock()
        without = frozenset({name})
        rest = add_clean(score(studio.read(documents, without)), studio.read(clean, without))
        cost = 1e6 * spent.get(name, 0.0) / words if words else 0.0
        found.append(
            Part(
                name,
                whole.all.hit - rest.all.hit,
                (whole.all.found - whole.all.right + whole.alarms)
                - (rest.all.found - rest.all.right + rest.alarms),
                cost,
            )
        )
    return tuple(sorted(found, key=lambda part: (-part.hits, part.name)))
