"""What is different for the rules between two states of a story, and which paragraphs that can concern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from studio.model.cast import Cast
from studio.model.name_near import closeness
from studio.model.name_word import bare, looks_like_name, readings, straight
from studio.proofing.checker import StoryContext
from studio.proofing.finding import Finding

_WORD = re.compile(r"[^\W_]+(?:['’ʼ‑-][^\W_]+)*")
_PARTS = re.compile(r"['-]")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_NEAR = 0.3  # a name less close than this is never taken for a slip, whatever the counts add
_FREQUENT = 7  # rules ask whether a name stands so and so often, and never for more than this
_MANY = 60  # names; another story, rather: reading all of it again is quicker than comparing


@dataclass(frozen=True, slots=True)
class StoryChange:
    """Told of a paragraph, it says whether the rules may find something else there than before.

    Attributes:
        everything: whether any paragraph may be concerned.
        words: words in lower case with straight apostrophes; a paragraph that holds a form of one of them
            is concerned.
        silenced: rules that were switched off; a paragraph with a finding of theirs is concerned.
    """

    everything: bool = False
    words: frozenset[str] = frozenset()
    silenced: frozenset[str] = frozenset()
    _stems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def between(cls, old: StoryContext, new: StoryContext, vocabulary: Iterable[str] = ()) -> StoryChange:
        """The change from ``old`` to ``new``.

        ``vocabulary`` are the capitalised words of the story (bare): those that are near to a name that came,
        went or is seen more often may now be slips for it, or no longer.
        """
        if (old.dialect, old.tense) != (new.dialect, new.tense) or old.disabled - new.disabled:
            return cls(everything=True)
        words = {straight(word).lower() for word in old.words ^ new.words}
        if old.cast != new.cast:
            told, counted = _changed_names(old.cast, new.cast)
            if len(told) + len(counted) > _MANY:
                return cls(everything=True)
            words |= {name.lower() for name in told} | (old.cast.own_words ^ new.cast.own_words)
            near = told | counted
            words |= {word.lower() for word in vocabulary if any(closeness(word, n) > _NEAR for n in near)}
        return cls(
            words=frozenset(words),
            silenced=new.disabled - old.disabled,
            # "Kennedies" is a form of Kennedy: the ending goes, all other forms hold the word itself.
            _stems=tuple(word.removesuffix("y") for word in words),
        )

    @property
    def nothing(self) -> bool:
        """Whether no paragraph is concerned."""
        return not (self.everything or self.words or self.silenced)

    def touches(self, text: str) -> bool:
        """Whether ``text`` (a paragraph, or a whole chapter) holds a form of one of the words."""
        if self.everything or not self.words:
            return self.everything
        low = straight(text).lower()
        calm = _DRAWN_OUT.sub(r"\1", low)
        return any(stem in low or stem in calm for stem in self._stems) and self._holds(text)

    def touches_findings(self, findings: Iterable[Finding]) -> bool:
        """Whether one of ``findings`` is of a rule that was switched off."""
        return bool(self.silenced) and any(f.rule in self.silenced for f in findings)

    def _holds(self, text: str) -> bool:
        if any(_WORD.fullmatch(word) is None for word in self.words):
            return True  # words with something between them: that they stand there is known already
        tokens = {match.group() for match in _WORD.finditer(text)}
        return any(form.lower() in self.words for token in tokens for form in _forms(token))


def vocabulary(text: str) -> frozenset[str]:
    """The capitalised words of a text, bare, for ``StoryChange.between``."""
    tokens = {match.group() for match in _WORD.finditer(text)}
    words = {part for token in tokens for part in (token, *_PARTS.split(straight(token)))}
    return frozenset(bare(word) for word in words if looks_like_name(straight(word)))


def _forms(token: str) -> Iterator[str]:
    yield from readings(token)
    parts = _PARTS.split(straight(token))
    if len(parts) > 1:
        for part in parts:
            yield from readings(part)


def _changed_names(old: Cast, new: Cast) -> tuple[set[str], set[str]]:
    """Names of which a rule may hear something else now, and names that only weigh otherwise.

    Counts are compared as roughly as casts are. Of a name that was and is frequent a rule hears the same; but
    what is near to it may be taken for a slip of it now, or no longer.
    """
    told = set(old.confirmed ^ new.confirmed)
    counted: set[str] = set()
    for name in old.names.keys() | new.names.keys():
        before, now = old.names.get(name, 0), new.names.get(name, 0)
        if before.bit_length() != now.bit_length():
            (counted if min(before, now) > _FREQUENT else told).add(name)
    for pair in old.joined ^ new.joined:
        one, _, other = pair.partition("|")
        if closeness(one, other) > _NEAR:
            told.update((one, other))
    for form, _ in _forms_of_people(old) ^ _forms_of_people(new):
        told.add(bare(form.split()[-1]))  # only surnames are asked for
    return told, counted


def _forms_of_people(cast: Cast) -> set[tuple[str, str]]:
    forms = ((form, person.kind) for person in cast.people for form in (person.name, *person.variants))
    return {(form, kind) for form, kind in forms if " " in form}
