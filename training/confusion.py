"""Builds the table of words that get confused with each other, from word lists and the words' own forms.

usage: confusion.py --corpus TEXT[.xz] --lists FOLDER --tokenizer tokenizer.json --out confusion.json.gz

TEXT is prose, a paragraph a line. FOLDER may hold (whatever is missing is left out):
  cmu_homophones.csv       rows of words that sound alike
  rwse_zesch_sets.csv      rows of words that get confused
  languagetool_en.tsv      wrong, right, direction ("<->" for both)
  observed_pairs.tsv       wrong, right, …, seen how often

The table: {"alternatives": {word: "other other …"}, "known": "word word …"}. Alternatives are words that a
writer may have meant: listed partners, words one slip of a key away, other forms of the same word, and other
function words of the same kind; each a single piece of the encoder's vocabulary, so that it has a score.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import lemminflect
from prose import open_prose
from tokenizers import Tokenizer
from wordfreq import iter_wordlist, zipf_frequency

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = 2.6
"""Zipf frequency from which a word is offered as an alternative …"""
SEEN = 25
"""… if the corpus has it that often."""
KNOWN = 2.0
"""Zipf frequency from which a string counts as a word."""

FUNCTION_WORDS = (
    "of to in on at by for with from into onto upon about after before over under through off out up down",
    "the a an this that these those his her its their my your our",
    "he she it they we you i",
    "him her it them us me",
    "is was are were be been being am has have had do did does",
    "and or but as if so than then",
    "not now no know",
    "who which that what where when",
    "can could will would shall should may might",
)
CONTRACTIONS = (
    "it's its", "you're your", "they're their there", "we're were where", "who's whose", "let's lets",
    "he's his", "she's shes", "than then", "to too two", "of off have",
    "quite quiet", "through though thought",
)  # fmt: skip
INFLECTED = ("VERB", "AUX", "NOUN", "ADJ", "ADV")

Pairs = dict[str, set[str]]


def count_words(path: Path) -> Counter[str]:
    """How often each word stands in the corpus, in lower case."""
    counts: Counter[str] = Counter()
    with open_prose(path) as file:
        for line in file:
            counts.update(WORD.findall(line.lower().replace("’", "'")))
    return counts


def rows(path: Path, separator: str) -> Iterator[list[str]]:
    """The rows of a list, without comments; nothing when the file is missing."""
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(separator)


def add_group(pairs: Pairs, words: Iterable[str]) -> None:
    """Every word of the group is an alternative of every other."""
    group = set(words)
    for word in group:
        pairs[word] |= group - {word}


def add_lists(pairs: Pairs, folder: Path) -> None:
    """The partners that the word lists name."""
    for name in ("cmu_homophones.csv", "rwse_zesch_sets.csv"):
        for row in rows(folder / name, ","):
            add_group(pairs, (cell.strip().lower() for cell in row))
    for name in ("languagetool_en.tsv", "observed_pairs.tsv"):
        for row in rows(folder / name, "\t"):
            wrong, right = row[0].lower(), row[1].lower()
            pairs[wrong].add(right)
            if len(row) > 2 and "<->" in row[2]:
                pairs[right].add(wrong)
    for group in (*FUNCTION_WORDS, *CONTRACTIONS):
        add_group(pairs, group.split())


def one_slip(word: str) -> set[str]:
    """The strings that one wrong, missing, extra or swapped letter makes of ``word``."""
    found = set()
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            found.add(head + tail[1:])
        if len(tail) > 1:
            found.add(head + tail[1] + tail[0] + tail[2:])
        for letter in LETTERS:
            found.add(head + letter + tail)
            if tail:
                found.add(head + letter + tail[1:])
    return found - {word}


def other_forms(word: str) -> set[str]:
    """The other inflections of a word, whatever it may be a form of."""
    forms: set[str] = set()
    for kind, lemmas in lemminflect.getAllLemmas(word).items():
        if kind in INFLECTED:
            for lemma in lemmas:
                forms.update(
                    f for row in lemminflect.getAllInflections(lemma, upos=kind).values() for f in row
                )
    return forms - {word}


def build(counts: Counter[str], folder: Path, vocabulary: frozenset[str]) -> dict[str, object]:
    """The whole table."""
    common = {w for w, n in counts.items() if n >= SEEN and zipf_frequency(w, "en") >= COMMON}
    offered = {w for w in common | {"a", "i"} if w in vocabulary}
    pairs: Pairs = defaultdict(set)
    add_lists(pairs, folder)
    for word in common:
        pairs[word] |= one_slip(word) | other_forms(word)
    kept = {word: sorted(others & offered - {word}) for word, others in pairs.items()}
    known = {
        w for w in iter_wordlist("en") if w.isascii() and w.isalpha() and zipf_frequency(w, "en") >= KNOWN
    }
    known |= {w for w, n in counts.items() if n >= SEEN and w.isalpha()}
    return {
        "alternatives": {word: " ".join(kept[word]) for word in sorted(kept) if kept[word]},
        "known": " ".join(sorted(known)),
    }


def main(arguments: list[str]) -> None:
    """Reads the arguments and writes the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("corpus", "lists", "tokenizer", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args(arguments)
    vocabulary = frozenset(Tokenizer.from_file(str(given.tokenizer)).get_vocab())
    table = build(count_words(given.corpus), given.lists, vocabulary)
    data = json.dumps(table, separators=(",", ":")).encode()
    given.out.write_bytes(gzip.compress(data, mtime=0))
    print(f"{len(table['alternatives'])} words with alternatives, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
