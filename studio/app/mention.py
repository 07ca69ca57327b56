"""Where the story names somebody, and the next place from here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from studio.model.cast import Cast, Person
from studio.model.chapter import ChapterId
from studio.text.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One place: ``number`` (from 1) of ``total`` in the whole story; the span counts in its chapter."""

    chapter: ChapterId
    span: Span
    number: int
    total: int


class MentionIndex:
    """Finds mentions, remembering those of chapters that have not changed.

    Used on one lane at a time; it touches nothing but its own memory.
    """

    def __init__(self) -> None:
        self._forms: tuple[str, ...] = ()
        self._spans: dict[ChapterId, tuple[int, tuple[Span, ...]]] = {}

    def step(
        self,
        cast: Cast,
        person: Person,
        chapters: Sequence[tuple[ChapterId, str]],
        chapter_id: ChapterId | None,
        offset: int,
        *,
        forward: bool,
    ) -> Mention | None:
        """The mention after (or before) ``offset`` of ``chapter_id``, going round; None if there is none.

        ``chapters`` are all chapters in reading order with their texts. A mention that begins at ``offset``
        is not counted as after it.
        """
        places = self._places(cast, person, chapters)
        if not places:
            return None
        order = {each: at for at, (each, _) in enumerate(chapters)}
        here = (order.get(chapter_id, -1) if chapter_id is not None else -1, offset)
        keys = [(order[each], span.start) for each, span in places]
        at = bisect_right(keys, here) if forward else bisect_left(keys, here) - 1
        chapter, span = places[at % len(places)]
        return Mention(chapter, span, at % len(places) + 1, len(places))

    def _places(
        self, cast: Cast, person: Person, chapters: Sequence[tuple[ChapterId, str]]
    ) -> list[tuple[ChapterId, Span]]:
        if person.variants != self._forms:
            self._forms = person.variants
            self._spans.clear()
        places: list[tuple[ChapterId, Span]] = []
        for chapter_id, text in chapters:
            mark = hash(text)
            known = self._spans.get(chapter_id)
            if known is None or known[0] != mark:
                known = self._spans[chapter_id] = (mark, tuple(cast.mentions(person, text)))
            places.extend((chapter_id, span) for span in known[1])
        return places
