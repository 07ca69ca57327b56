"""Write resources/inflection/ from LemmInflect (MIT licence); a test compares the answers with the library's.

usage: build_inflections.py
"""

from __future__ import annotations

import gzip
import sys

import numpy as np
from lemminflect import getAllLemmas, getInflection
from lemminflect.core.InflectionRules import MorphologyStyleModel
from lemminflect.core.Inflections import Inflections as TheirInflections
from lemminflect.core.Lemmatizer import Lemmatizer
from lemminflect.core.LemmatizerRules import LemmatizerRules

from studio.proofing.inflection import FOLDER, KINDS, TAGS
from studio.text.word_table import WordTable

_NOTE = """\
Written by scripts/build_inflections.py from LemmInflect 0.2.3 (Copyright 2019 Brad Jascob, MIT licence),
whose dictionary is derived from the NIH's SPECIALIST Lexicon.

lemmas.txt.gz  a word in lower case, a tab, its dictionary forms by part of speech: n noun, v verb,
               j adjective, r adverb, x auxiliary
verbs.txt.gz   a verb, a tab, its past; gerund; participle; present; third person: "/" between variants
guess.npz      two networks of one hidden layer for words that are not in the tables
"""


def lemma_rows() -> dict[str, str]:
    """The dictionary forms of every word in lower case that LemmInflect knows."""
    theirs = Lemmatizer()
    words = {*theirs._getLemmaDict(), *theirs._getOverridesDict()}
    rows = {}
    for word in words:
        if word == word.lower():
            known = getAllLemmas(word)
            rows[word] = ";".join(
                f"{key}:{'/'.join(known[kind])}" for kind, key in KINDS.items() if kind in known
            )
    return rows


def verb_rows() -> dict[str, str]:
    """The forms of every verb that LemmInflect knows; only forms made of letters."""
    theirs = TheirInflections()
    known = {**theirs._getInflDict()}
    for lemma, forms in theirs._getOverridesDict().items():
        known[lemma] = {**known.get(lemma, {}), **forms}
    rows = {}
    for lemma, all_forms in known.items():
        if lemma == lemma.lower() and any(tag.startswith("VB") for tag in all_forms):
            forms = [[form for form in getInflection(lemma, tag) if form.isalpha()] for tag in TAGS]
            rows[lemma] = ";".join("/".join(row) for row in forms)
    return rows


def networks() -> dict[str, np.ndarray]:
    """The weights and answers of the two networks for unknown words."""
    found: dict[str, np.ndarray] = {}
    for name, model in (("lemma", LemmatizerRules().kinfer), ("verb", MorphologyStyleModel().kinfer)):
        found |= {f"{name}_{n}": np.asarray(w, np.float32) for n, w in enumerate(model.weights)}
        found[f"{name}_answers"] = np.array(model.getOutputEnum())
    return found


def main() -> int:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, rows in (("lemmas", lemma_rows()), ("verbs", verb_rows())):
        data = WordTable.of(rows).data
        (FOLDER / f"{name}.txt.gz").write_bytes(gzip.compress(data, 9, mtime=0))
        print(name, len(rows), "words", len(data), "bytes")
    np.savez_compressed(FOLDER / "guess.npz", **networks())
    (FOLDER / "README.md").write_text(_NOTE, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
