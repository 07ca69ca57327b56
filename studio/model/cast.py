"""The people (and places) of a story: their names in every form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from studio.model.name_group import Person, group_names
from studio.model.name_list import COMMON, GRAMMAR_CAPITALS, TITLES
from studio.model.name_near import closeness
from studio.model.name_table import NameTable
from studio.model.name_word import bare, is_plain_form, looks_like_name, readings, straight
from studio.text.span import Span

__all__ = ["Cast", "NameTable", "Person", "Sheet"]

_SURE = 0.5
_RARE = 3  # what stands more often is no slip of the hand
_LEAST_COUNT = 4
_CONFIRMED_COUNT = 25
_OWN_WORD_COUNT = 3
_ALSO_NAMES = frozenset(("April", "May", "August", "Don"))


class Sheet(Protocol):
    """What the cast reads of a character sheet."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> Sequence[str]: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def confirmed(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Cast:
    """All names of a story. Immutable, picklable, quick to ask; ``Cast()`` knows nobody.

    Attributes:
        names: each word that is a name (bare: no possessive, no suffix) and how often it was seen.
        confirmed: the words that stand on a sheet.
        people: who the story speaks of, confirmed first, then persons, then the rest, by count.
        joined: pairs of names linked in the text ("a|b"): two people, however alike.
        own_words: words in lower case, in no dictionary, that the story uses again and again.
        fingerprint: changes when anything that rules can ask changes in a way that matters; two casts with
            the same one are equal.
    """

    names: Mapping[str, int] = field(default_factory=dict, compare=False)
    confirmed: frozenset[str] = field(default=frozenset(), compare=False)
    people: tuple[Person, ...] = field(default=(), compare=False)
    joined: frozenset[str] = field(default=frozenset(), compare=False)
    own_words: frozenset[str] = field(default=frozenset(), compare=False)
    fingerprint: str = ""

    @classmethod
    def learn(
        cls,
        texts: Iterable[str],
        sheets: Iterable[Sheet] = (),
        hidden: Iterable[str] = (),
        is_word: Callable[[str], bool] | None = None,
    ) -> Cast:
        """Find the names in the texts of a story (one text a chapter); see ``from_tables``."""
        return cls.from_tables((NameTable.of(text) for text in texts), sheets, hidden, is_word)

    @classmethod
    def from_tables(
        cls,
        tables: Iterable[NameTable],
        sheets: Iterable[Sheet] = (),
        hidden: Iterable[str] = (),
        is_word: Callable[[str], bool] | None = None,
    ) -> Cast:
        """The same from the chapters' tables, which can be kept while a chapter does not change.

        Args:
            tables: one for each chapter.
            sheets: the writer's character sheets; a sheet's name and aliases are one person.
            hidden: names that the writer does not want in ``people``; they stay known as words.
            is_word: whether a dictionary holds a word in lower case; without it ``own_words`` stays empty,
                and a name that only ever opens sentences is found later.
        """
        table = NameTable.sum(tables)
        known: dict[str, str] = {}
        unseen = {straight(name) for name in hidden}
        for sheet in sheets:
            home = straight(sheet.name).strip()
            aliases = (_undotted(straight(form)) for form in (sheet.name, *sheet.aliases))
            forms = [form for form in dict.fromkeys((home, *aliases)) if form]
            known.update({form: known.get(form, home) for form in forms})
            if sheet.hidden:
                unseen.update(forms)
        confirmed = frozenset(w for form in known for w in _name_words(form))
        names = _names(table, is_word or _is_any_word)
        for word in confirmed:
            names[word] = max(names.get(word, 0), 1)
        people = tuple(
            p for p in group_names(table, names.keys(), known) if not unseen & {p.name, *p.variants}
        )
        joined = frozenset(table.joined)
        own_words = _own_words(table, is_word) if is_word else frozenset()
        fingerprint = _fingerprint(names, confirmed, joined, own_words)
        return cls(names, confirmed, people, joined, own_words, fingerprint)

    def knows(self, word: str) -> bool:
        """Whether ``word`` is a name of the story in any form.

        Possessives, plurals, honorific suffixes, capitals throughout, stutters, and hyphenated words one
        part of which is a name ("half-Uchiha") count. A word all in lower case never does.
        """
        if not looks_like_name(straight(word)) and not _has_inner_capital(word):
            return False
        if any(form in self.names for form in readings(word)):
            return True
        parts = straight(word).split("-")
        return (
            len(parts) > 1
            and any(p in self.names for p in parts)
            and all(p in self.names or p.islower() for p in map(bare, parts))
        )

    def count(self, word: str) -> int:
        """How often the name of which ``word`` is a form was seen; 0 for a word that is no name."""
        return next((self.names[form] for form in readings(word) if form in self.names), 0)

    def near_miss(self, word: str, sure: float = _SURE) -> str | None:
        """The name that ``word`` most likely misspells, bare; None when it may well be right.

        The word must be rare beside the name (Jugo once, Juugo forty times), must not be a name that the
        writer confirmed, nor be linked with the other in the text ("Fili and Kili"). ``sure`` (0 to 1) is
        how near it must be at least.
        """
        if not looks_like_name(straight(word)):
            return None
        stem = bare(word)
        if stem.isupper() and len(stem) > 1:
            stem = stem.capitalize()
        if stem.lower() in COMMON or stem in TITLES or self._is_form(stem):
            return None
        rare = self.names.get(stem, 0)
        if rare > _RARE:
            return None
        best, best_score = None, sure
        for name, count in self.names.items():
            if abs(len(name) - len(stem)) > 2 or count < _LEAST_COUNT:
                continue
            if name.casefold() == stem.casefold():
                return None
            score = self._drift(stem, rare, name, count)
            if score > best_score:
                best, best_score = name, score
        return best

    def _is_form(self, stem: str) -> bool:
        """Whether the word is on a sheet, or a plural or other form of a name seen more often."""
        if stem in self.confirmed:
            return True
        own = self.names.get(stem, 0)
        return any(form != stem and self.names.get(form, 0) > own for form in readings(stem))

    def _drift(self, stem: str, rare: int, name: str, count: int) -> float:
        weight = max(count, _CONFIRMED_COUNT) if name in self.confirmed else count
        if weight < 5 * max(1, rare) ** 1.5:
            return 0.0
        if "|".join(sorted((stem, name))) in self.joined:
            return 0.0
        ratio_bonus = 0.15 if weight >= 20 * max(1, rare) else 0.0
        return closeness(stem, name) + ratio_bonus - 0.1 * max(0, rare - 1)

    def mentions(self, person: Person, text: str) -> list[Span]:
        """Where ``text`` names the person, in order; a possessive's ending is not part of the span."""
        forms = sorted({form for form in (person.name, *person.variants) if form}, key=len, reverse=True)
        if not forms:
            return []
        pattern = "|".join(_form_pattern(form) for form in forms)
        found = re.finditer(rf"(?<![\w])(?:{pattern})(?![^\W_])(?!['’-](?=[A-ZÀ-Þ]))", text)
        return [Span(m.start(), m.end()) for m in found]


def _undotted(form: str) -> str:
    """A form without the full stops of its titles, as the tables have it: "Mrs. Marrow" is "Mrs Marrow"."""
    words = form.split()
    return " ".join(word[:-1] if word.endswith(".") and word[:-1] in TITLES else word for word in words)


def _form_pattern(form: str) -> str:
    words = [re.escape(word).replace("'", "['’]") for word in form.split()]
    return r"\.?[ \u00a0\n]+".join(words)


def _has_inner_capital(word: str) -> bool:
    return any(part[:1].isupper() for part in re.split(r"['’-]", word)[1:])


def _name_words(form: str) -> list[str]:
    return [bare(word) for word in form.split() if looks_like_name(word) and word.rstrip(".") not in TITLES]


def _is_any_word(_word: str) -> bool:
    return True


def _names(table: NameTable, is_word: Callable[[str], bool]) -> dict[str, int]:
    """The words that are names, with how often each was seen capitalised."""
    names: dict[str, int] = {}
    for word in table.middle.keys() | table.start.keys():
        if len(word) < 2:
            continue
        low = table.lower.get(word.lower(), 0)
        if _is_name(word, table, low) or (not low and _opens_like_name(word, table, is_word)):
            names[word] = table.seen(word)
    return names


def _opens_like_name(word: str, table: NameTable, is_word: Callable[[str], bool]) -> bool:
    """Whether a word that only opens sentences is in no dictionary and acts, or comes back."""
    if is_plain_form(word) or word in GRAMMAR_CAPITALS or word in TITLES:
        return False
    if word.isupper() and table.seen(word.capitalize()):
        return False
    return (table.seen_as("act", word) > 0 or table.seen(word) > 1) and not is_word(word.lower())


def _is_name(word: str, table: NameTable, low: int) -> bool:
    """Whether a capitalised word is a name, ``low`` being how often it stands in lower case."""
    if word in GRAMMAR_CAPITALS or word in TITLES:
        return word in _ALSO_NAMES and table.seen_as("speech", word) > 0
    if word.isupper() and (low or table.seen(word.capitalize())):
        return False
    middle = table.middle.get(word, 0)
    tells = sum(table.seen_as(kind, word) for kind in ("title", "speech", "call", "owner"))
    if word.lower() in COMMON:
        named = table.seen_as("speech", word) + table.seen_as("title", word)
        return middle >= 3 and named >= 2 and middle > low * 0.1
    if not middle and (tells < 2 if is_plain_form(word) else not tells):
        return low == 0 and table.start.get(word, 0) >= 3 and not is_plain_form(word)
    return _outweighs(middle, tells, low)


def _outweighs(middle: int, tells: int, low: int) -> bool:
    """Whether capitals inside sentences are so many that the word in lower case is another word or a slip."""
    if low <= max(1, 0.05 * (middle + tells)):
        return low == 0 or middle + tells >= 2
    return middle >= 2 and (middle >= 2 * low or (tells >= 3 and middle >= 0.2 * low))


def _own_words(table: NameTable, is_word: Callable[[str], bool]) -> frozenset[str]:
    often = (word for word, count in table.lower.items() if count >= _OWN_WORD_COUNT and len(word) > 2)
    return frozenset(word for word in often if not is_word(word))


def _fingerprint(names: Mapping[str, int], *sets: frozenset[str]) -> str:
    """Counts are taken roughly, so that a paragraph more about somebody changes nothing."""
    digest = hashlib.blake2b(digest_size=12)
    for name in sorted(names):
        digest.update(f"{name}:{names[name].bit_length()};".encode())
    for words in sets:
        digest.update(("\n".join(sorted(words)) + "\0").encode())
    return digest.hexdigest()
