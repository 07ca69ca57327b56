"""Which names belong to one person: "Ilvane Marrow", "Ilvane", "Mr Marrow"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from studio.model.name_list import COMMON, MEN, MODIFIERS, PARTICLES, TITLES, WOMEN
from studio.model.name_table import NameTable

_TITLE_OR_INITIAL = TITLES | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or some place) the story names.

    Attributes:
        name: the fullest form.
        variants: every form, the name among them, the most frequent first; without possessives.
        count: how often any form stands in the story.
        confirmed: whether the writer has a sheet for it.
        kind: "person" or "other" (a place, a house, a thing); a guess unless confirmed.
    """

    name: str
    variants: tuple[str, ...]
    count: int
    confirmed: bool = False
    kind: str = "person"


@dataclass(slots=True)
class _Group:
    name: str
    counts: Counter[str] = field(default_factory=Counter)
    confirmed: bool = False


def group_names(table: NameTable, names: Collection[str], known: Mapping[str, str]) -> tuple[Person, ...]:
    """The people of a story, most mentioned first, persons before places.

    Args:
        table: the counts of the whole story.
        names: the single words that are names.
        known: from a name or alias on a sheet to the sheet's name.
    """
    runs = _clean_runs(table, names, known)
    groups = _full_name_groups(runs, known)
    _add_titled(groups, runs)
    _add_single(groups, table, names, runs, known)
    _add_sheets(groups, known)
    people = [_person(group, table) for group in groups.values()]
    people.sort(key=lambda p: (not p.confirmed, p.kind != "person", -p.count, p.name))
    return tuple(people)


def _clean_runs(
    table: NameTable, names: Collection[str], known: Mapping[str, str]
) -> dict[tuple[str, ...], int]:
    """The rows of names, common words at their ends taken off, with counts."""
    clean: Counter[tuple[str, ...]] = Counter()
    for text, count in table.runs.items():
        words = text.lstrip("^").split()
        while words and words[0] not in names and words[0] not in _TITLE_OR_INITIAL:
            words.pop(0)
        while len(words) > 1 and (words[0] in MODIFIERS or (text[0] == "^" and _only_opens(words[0], table))):
            words.pop(0)
        while words and words[-1] not in names:
            words.pop()
        inner_ok = all(w in names or w in _TITLE_OR_INITIAL or w in PARTICLES for w in words)
        if len(words) > 1 and (inner_ok or " ".join(words) in known):
            clean[tuple(words)] += count
    return clean


def _only_opens(word: str, table: NameTable) -> bool:
    """Whether the word stands at the head of a row only because it opens the sentence."""
    if word in TITLES:
        return False
    return word.lower() in COMMON or not table.middle.get(word, 0)


def _bare_run(run: tuple[str, ...]) -> tuple[str, ...]:
    at = 0
    while at < len(run) - 1 and run[at] in TITLES:
        at += 1
    return run[at:]


def _full_name_groups(runs: Mapping[tuple[str, ...], int], known: Mapping[str, str]) -> dict[str, _Group]:
    """A group for each full name; the two orders of one name, and middle names, fall together."""
    totals: Counter[tuple[str, ...]] = Counter()
    for run, count in runs.items():
        if len(bare := _bare_run(run)) > 1:
            totals[bare] += count
    groups: dict[str, _Group] = {}
    by_ends: dict[frozenset[str], str] = {}
    for run, _count in totals.most_common():
        full = " ".join(run)
        home = known.get(full) or by_ends.setdefault(frozenset((run[0], run[-1])), full)
        group = groups.setdefault(home, _Group(home))
        by_ends.setdefault(frozenset((run[0], run[-1])), home)
        for form, form_count in runs.items():
            if _bare_run(form) == run:
                group.counts[" ".join(form)] += form_count
    return groups


def _homes(groups: Mapping[str, _Group]) -> defaultdict[str, list[str]]:
    """From a part of a full name to the groups that have it."""
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for key, group in groups.items():
        parts = {w for form in group.counts for w in _bare_run(tuple(form.split())) if w[0].isupper()}
        for word in parts:
            homes[word].append(key)
    return homes


def _add_titled(groups: dict[str, _Group], runs: Mapping[tuple[str, ...], int]) -> None:
    """Titled forms join the one person of that surname, or stand for themselves (several, or Mr and Mrs)."""
    homes = _homes(groups)
    titled = [(run, count) for run, count in runs.items() if len(run) > 1 and len(_bare_run(run)) == 1]
    for run, count in sorted(titled, key=lambda rc: (-rc[1], rc[0])):
        surname, form = run[-1], " ".join(run)
        at = homes[surname]
        key = at[0] if len(at) == 1 and not _other_sex(groups[at[0]], run) else form
        groups.setdefault(key, _Group(key)).counts[form] += count
        if key not in at:
            at.append(key)


def _other_sex(group: _Group, run: tuple[str, ...]) -> bool:
    words = {word for form in group.counts for word in form.split()}
    return bool((words & MEN and set(run) & WOMEN) or (words & WOMEN and set(run) & MEN))


def _add_single(
    groups: dict[str, _Group],
    table: NameTable,
    names: Collection[str],
    runs: Mapping[tuple[str, ...], int],
    known: Mapping[str, str],
) -> None:
    """A name by itself joins the one full name it is part of."""
    homes = _homes(groups)
    inside: Counter[str] = Counter()
    for run, count in runs.items():
        for word in run:
            inside[word] += count
    for word in sorted(names):
        alone = table.seen(word) - inside[word]
        if alone <= 0 or word in TITLES or (word.endswith("s") and word[:-1] in names):
            continue
        key = known.get(word) or _home(word, homes.get(word, []), groups)
        groups.setdefault(key, _Group(key)).counts[word] += alone


def _home(word: str, at: list[str], groups: Mapping[str, _Group]) -> str:
    """The group a lone name joins: the only one, or with titles alone (Mr, Mrs Marrow) the most named one."""
    if len(at) == 1:
        return at[0]
    if at and all(len(_bare_run(tuple(key.split()))) == 1 for key in at):
        return max(at, key=lambda key: (sum(groups[key].counts.values()), key))
    return word


def _add_sheets(groups: dict[str, _Group], known: Mapping[str, str]) -> None:
    """What the writer said: aliases lead home, and a sheet nobody mentions yet is there all the same."""
    for form, home in sorted(known.items()):
        target = groups.setdefault(home, _Group(home))
        target.confirmed = True
        if form != home and form in groups:
            target.counts.update(groups.pop(form).counts)
        target.counts.setdefault(form, 0)


def _person(group: _Group, table: NameTable) -> Person:
    forms = tuple(form for form, _count in sorted(group.counts.items(), key=lambda fc: (-fc[1], fc[0])))
    kind = "person" if group.confirmed or _acts(group, table) else "other"
    name = group.name
    if not group.confirmed and forms and len(_bare_run(tuple(name.split()))) == 1:
        name = forms[0]
    return Person(name, forms or (name,), sum(group.counts.values()), group.confirmed, kind)


def _acts(group: _Group, table: NameTable) -> bool:
    """Whether what stands around the name rather suits a person than a place."""
    words = {w for form in group.counts for w in form.split()}
    if words & TITLES:
        return True
    person = place = 0
    for word in words:
        person += 3 * table.seen_as("speech", word) + 2 * table.seen_as("call", word)
        person += table.seen_as("owner", word) + table.seen_as("act", word) + 3 * table.seen_as("title", word)
        place += 2 * table.seen_as("place", word) + 2 * table.seen_as("the", word)
    return person > place
