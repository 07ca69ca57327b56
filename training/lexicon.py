"""Builds what slips are drawn from: how words are mistaken, misspelt and inflected, and what follows what.

usage: lexicon.py --corpus TEXT[.xz] --lists FOLDER --out lexicon.json.gz

TEXT and FOLDER as for `confusion.py`. The lexicon maps, all words in lower case with straight apostrophes:
  counts    word → how often the corpus has it, common words only
  mistaken  right word → {wrong word: weight}, from the word lists
  near      right word → {wrong word: weight}, words one slip of a key away, common ones more often
  forms     word → its other inflections
  past      verb in the simple past, and in no other form → [third person singular, base form] of the present
  follows   word → {small word: how often the corpus has it next}, what a hand may write too much
  split     word → how often it is written in two, as "every one" for "everyone"
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import lemminflect
from confusion import COMMON, CONTRACTIONS, FUNCTION_WORDS, INFLECTED, SEEN, WORD, one_slip, rows
from prose import open_prose
from wordfreq import zipf_frequency

SMALL_WORDS = frozenset(
    {"a", "all", "an", "and", "are", "as", "at", "be", "been", "but", "by", "could", "did", "do", "for",
     "from", "had", "has", "have", "he", "her", "him", "his", "i", "in", "into", "is", "it", "me", "my",
     "not", "of", "on", "out", "she", "so", "that", "the", "their", "them", "then", "there", "they",
     "this", "to", "up", "was", "were", "with", "would", "you"}
)  # fmt: skip
OBSERVED_MOST, SURE_SLIPS = 6.0, 4.0
"""Weights of pairs: at most that of an often observed one; that of the contractions everybody mixes up."""
SPLIT_SHARE = 0.02
"""Two parts are a way to write one word if the corpus has them side by side this often, of the one word."""

Weights = dict[str, dict[str, float]]


def count_pairs(path: Path) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each word, and each word before a small one or before any, stands in the corpus."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    with open_prose(path) as file:
        for line in file:
            found = WORD.findall(line.lower().replace("’", "'"))
            words.update(found)
            pairs.update(itertools.pairwise(found))
    return words, pairs


def common_words(counts: Counter[str]) -> set[str]:
    """Words that the corpus has and that are not rare in English."""
    return {w for w, n in counts.items() if n >= SEEN and w.isalpha() and zipf_frequency(w, "en") >= COMMON}


def mistaken(folder: Path, common: set[str]) -> Weights:
    """The partners that the word lists name, by the word that was meant."""
    found: Weights = defaultdict(lambda: defaultdict(float))

    def add(right: str, wrong: str, weight: float) -> None:
        if right != wrong and (wrong in common or "'" in wrong) and (right in common or "'" in right):
            found[right][wrong] += weight

    def add_group(words: list[str], weight: float) -> None:
        for right, wrong in itertools.permutations(words, 2):
            add(right, wrong, weight)

    for name in ("cmu_homophones.csv", "rwse_zesch_sets.csv"):
        for row in rows(folder / name, ","):
            add_group([cell.strip().lower() for cell in row], 1.0)
    for row in rows(folder / "languagetool_en.tsv", "\t"):
        add(row[1].lower(), row[0].lower(), 1.0)
        if len(row) > 2 and "<->" in row[2]:
            add(row[0].lower(), row[1].lower(), 1.0)
    for row in rows(folder / "observed_pairs.tsv", "\t"):
        if not row[2].startswith("VERB:TENSE"):
            add(row[1].lower(), row[0].lower(), min(OBSERVED_MOST, float(row[3])))
    for group in CONTRACTIONS:
        add_group(group.split(), SURE_SLIPS)
    add_function_words(found)
    return found


def add_function_words(found: Weights) -> None:
    """Function words of a kind stand for each other now and then, those that look alike most."""
    for group in FUNCTION_WORDS:
        words = group.split()
        for right in words:
            for wrong in words:
                if right != wrong:
                    found[right][wrong] += 1.5 if wrong in one_slip(right) or wrong[:1] == right[:1] else 0.4


def near(counts: Counter[str], common: set[str]) -> Weights:
    """Common words one slip of a key from each other; a dropped letter is the likeliest slip."""
    found: Weights = {}
    for word in common:
        others = {}
        for other in one_slip(word) & common:
            weight = math.sqrt(counts[other])
            others[other] = weight * (2.0 if len(other) < len(word) else 1.0)
        if others:
            found[word] = others
    return found


def inflections(common: set[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(forms, past) as the lexicon has them."""
    forms: dict[str, set[str]] = defaultdict(set)
    past: dict[str, list[str]] = {}
    for word in common:
        for kind, lemmas in lemminflect.getAllLemmas(word).items():
            if kind not in INFLECTED:
                continue
            for lemma in lemmas:
                table = lemminflect.getAllInflections(lemma, upos=kind)
                forms[word].update(f for row in table.values() for f in row if f in common and f != word)
                if kind in {"VERB", "AUX"}:
                    present = present_of(word, table)
                    if present and present[1] in common:
                        past.setdefault(word, present)
    past.update(was=["is", "are"], were=["is", "are"], had=["has", "have"], did=["does", "do"])
    for modal in ("would", "should", "might", "must", "ought"):
        past.pop(modal, None)
    past["could"] = ["can", "can"]
    return {word: sorted(others) for word, others in forms.items() if others}, past


def present_of(word: str, table: dict[str, tuple[str, ...]]) -> list[str] | None:
    """[third person, base] when ``word`` is the simple past of this verb and no form of its present."""
    if word not in table.get("VBD", ()) or word in {*table.get("VB", ()), *table.get("VBZ", ())}:
        return None
    base = table.get("VBP", table.get("VB", ("",)))[0]
    third = table.get("VBZ", ("",))[0]
    return [third, base] if third and base else None


def split_words(counts: Counter[str], pairs: Counter[tuple[str, str]], common: set[str]) -> dict[str, str]:
    """Words that may be written in two: both parts are common and do stand side by side."""
    found = {}
    for word in common:
        for cut in range(2, len(word) - 1):
            head, tail = word[:cut], word[cut:]
            if head in common and tail in common and pairs[head, tail] >= SPLIT_SHARE * counts[word]:
                found[word] = f"{head} {tail}"
    return found


def build(corpus: Path, lists: Path) -> dict[str, Any]:
    """The whole lexicon."""
    counts, pairs = count_pairs(corpus)
    common = common_words(counts) | {"a", "i"}
    follows: dict[str, dict[str, int]] = defaultdict(dict)
    for (first, second), times in pairs.items():
        if second in SMALL_WORDS and times >= SEEN:
            follows[first][second] = times
    forms, past = inflections(common)
    return {
        "counts": {word: counts[word] for word in sorted(common)},
        "mistaken": mistaken(lists, common),
        "near": near(counts, common),
        "forms": forms,
        "past": past,
        "follows": follows,
        "split": split_words(counts, pairs, common),
    }


def main(arguments: list[str]) -> None:
    """Reads the arguments and writes the lexicon."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("corpus", "lists", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args(arguments)
    lexicon = build(given.corpus, given.lists)
    data = json.dumps(lexicon, separators=(",", ":"), sort_keys=True).encode()
    given.out.write_bytes(gzip.compress(data, mtime=0))
    print(", ".join(f"{name} {len(part)}" for name, part in lexicon.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
