"""Write resources/words/story_words.txt: words that fiction uses and LanguageTool's dictionaries lack.

usage: build_story_words.py CORPUS.txt.xz [MISSPELLINGS.tsv ...]

CORPUS holds novels, a paragraph a line; a word in lower case that stands in it at least five times counts as
a word. So does one that wordfreq calls about as frequent as "inkpot" or more. Words that are near a far more
frequent word, or that stand in the first column of a list of common misspellings, are left out.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from wordfreq import get_frequency_dict, zipf_frequency

from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.engines.spelling_suggest import Suggester

OUT = Path(__file__).parents[1] / "resources" / "words" / "story_words.txt"
WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]+(?:['’][a-zà-ÿ]+)*(?![\w'’-]*[A-Z])")
LEAST_SEEN, SURELY_SEEN = 5, 60
LEAST_ZIPF, SLIP_GAP = 2.6, 1.5
HEADER = """\
# Words that stories use and that LanguageTool's English dictionaries lack, written by
# scripts/build_story_words.py. Sources: counts over novels in the public domain, and wordfreq
# (Robyn Speer, word frequencies under CC BY-SA 4.0).
"""


def count_words(lines: Iterable[str]) -> Counter[str]:
    """How often each word in lower case stands in the lines."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(word.replace("’", "'") for word in WORD.findall(line))
    return counts


def is_slip(word: str, suggester: Suggester) -> bool:
    """Whether the word is rather a far more frequent one misspelt."""
    best = suggester.suggest(word, 1)
    return (
        bool(best)
        and " " not in best[0]
        and zipf_frequency(best[0], "en") > zipf_frequency(word, "en") + SLIP_GAP
    )


def main(corpus: Path, lists: Iterable[Path]) -> None:
    dictionary = Dictionary.load(story_words=None)
    suggester = Suggester(dictionary)
    wrong = {line.split("\t")[0].lower() for path in lists for line in path.read_text("utf-8").splitlines()}
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        seen = count_words(lines)
    words = {
        word
        for word, count in seen.items()
        if count >= LEAST_SEEN
        and len(word) > 1
        and not dictionary.knows(word)
        and (count >= SURELY_SEEN or (word not in wrong and not (count < 20 and is_slip(word, suggester))))
    }
    for word in get_frequency_dict("en", "large"):
        if zipf_frequency(word, "en") < LEAST_ZIPF or not re.fullmatch(r"[a-z]{5,}", word) or word in wrong:
            continue
        if (
            not dictionary.knows(word)
            and not dictionary.knows(word.capitalize())
            and not is_slip(word, suggester)
        ):
            words.add(word)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(HEADER + "\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(f"{len(words)} words in {OUT.name}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
