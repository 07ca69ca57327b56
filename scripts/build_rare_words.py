"""Write resources/words/rare_words.txt.gz: rare words that are right where they stand and look like slips.

usage: build_rare_words.py SCOWL_FOLDER CORPUS.txt.xz [MISSPELLINGS ...]

SCOWL_FOLDER holds the lists of SCOWL (Spell Checker Oriented Word Lists, Kevin Atkinson and others, free
for any use with its notice; Debian package "scowl"); those up to size 80 are taken, larger ones hold
misspellings. CORPUS holds novels, a paragraph a line; words seen in two places far apart are taken too.
Left out: what the dictionary knows, what stands at the head of a line in a list of common misspellings, and
what is a likely slip of the keys for a frequent word (``SLIPS``).
"""

from __future__ import annotations

import gzip
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rapidfuzz.distance import OSA
from wordfreq import get_frequency_dict, zipf_frequency

from studio.proofing.engines.spelling_dictionary import RARE_WORDS, Dictionary
from studio.proofing.engines.spelling_slip import slip_cost

LIST_NAME = re.compile(r"[a-z_]+\d?-words\.(\d+)")
WORD = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
LARGEST_LIST = 80
FAR_APART = 4_000  # lines, about a book
FREQUENT = 3.0  # Zipf; what a writer can be expected to have meant
VERY_FREQUENT = 4.5  # of such a word two letters in a row may be missing: "happed"
SHORT = 4
SLIPS = ((1.0, 3.0), (2.5, 3.6), (3.0, 4.2), (3.5, 4.7))
"""Cost of the slip, and how frequent (Zipf) the word it would stand for must be to make it one."""


def scowl_words(folder: Path) -> Iterator[str]:
    """The words in plain lower-case letters of all lists that are small enough."""
    for path in sorted(folder.iterdir()):
        name = LIST_NAME.fullmatch(path.name)
        if name and int(name[1]) <= LARGEST_LIST:
            for word in path.read_text("latin-1").split():
                if word.isascii() and word.isalpha() and word.islower():
                    yield word


def words_of_two_books(lines: Iterable[str]) -> Iterator[str]:
    """The words that stand in two stretches of the corpus."""
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for number, line in enumerate(lines):
        for word in WORD.findall(line):
            if number - first.setdefault(word, number) > FAR_APART:
                seen[word] += 1
    yield from seen


def misspellings(paths: Iterable[Path]) -> set[str]:
    """The wrong forms of lists in the forms "wrong<tab>right" and "wrong->right"."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return {re.split(r"\t|->", line)[0].lower() for line in lines}


def neighbourhood(words: Iterable[str]) -> Mapping[str, set[str]]:
    """From each word, and each word less one letter, to the words it comes from."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        for form in (word, *_shortened(word)):
            near[form].add(word)
    return near


def is_slip(word: str, near: Mapping[str, set[str]]) -> bool:
    """Whether the word is rather a frequent one with one slip of the keys."""
    others = {other for form in (word, *_shortened(word)) for other in near.get(form, ())}
    for other in others:
        if OSA.distance(word, other, score_cutoff=1) > 1:
            continue
        zipf, cost = zipf_frequency(other, "en"), slip_cost(word, other)
        if len(word) <= SHORT or any(cost <= most and zipf >= least for most, least in SLIPS):
            return True
    return False


def cut_short(words: Iterable[str]) -> frozenset[str]:
    """Each word less two letters in a row, its first and last letter kept."""
    return frozenset(
        word[:at] + word[at + 2 :]
        for word in words
        if len(word) > SHORT + 2
        for at in range(1, len(word) - 2)
    )


def is_run_together(word: str, dictionary: Dictionary) -> bool:
    """Whether the word is a small word and a longer one without their space: "aswell", "ofcourse"."""
    return any(
        word.startswith(small) and (dictionary.frequency(word.removeprefix(small)) or 0) >= 12
        for small in ("a", "as", "at", "in", "of", "to", "the", "no", "on", "so", "all", "each", "some")
    )


def main(folder: Path, corpus: Path, lists: Iterable[Path]) -> None:
    dictionary = Dictionary.load()
    wrong = misspellings(lists)
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        words = {*scowl_words(folder), *words_of_two_books(lines)}
    frequent = (w for w in get_frequency_dict("en") if zipf_frequency(w, "en") >= FREQUENT and w.isalpha())
    known = [word for word in frequent if dictionary.knows(word)]
    near = neighbourhood(known)
    cut = cut_short(word for word in known if zipf_frequency(word, "en") >= VERY_FREQUENT)
    kept = sorted(
        word
        for word in words - wrong - cut
        if not dictionary.knows(word) and not is_slip(word, near) and not is_run_together(word, dictionary)
    )
    RARE_WORDS.write_bytes(gzip.compress("\n".join(kept).encode(), mtime=0))
    print(len(kept), "words written to", RARE_WORDS)


def _shortened(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
