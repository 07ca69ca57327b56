"""Writes hostile files: the same seed gives the same ones. A case is a folder with the file and more.

``target`` is what the program is given. Beside it lies ``secret.txt``, which nothing may read and nothing
change, and ``home``, where the program may write.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.faults.hostile_document import DOCUMENTS
from benchmarks.faults.hostile_project import PROJECTS
from benchmarks.faults.hostile_text import Made


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile file.

    Attributes:
        target: what is opened or imported.
        is_import: which of both.
        must_say: whether something of it cannot be opened, so that the program must say so.
        secret: words that stand in a file outside, and must never be seen.
    """

    number: int
    family: str
    folder: Path
    target: Path
    is_import: bool
    must_say: bool
    secret: str


Family = Callable[[random.Random, Path, int], Made]


def families() -> Mapping[str, tuple[Family, bool]]:
    """All families by name, each with whether its files are imported."""
    every: dict[str, tuple[Family, bool]] = {}
    for listed, is_import in ((PROJECTS, False), (DOCUMENTS, True)):
        for family in listed:
            every[family.__name__] = (family, is_import)
    return MappingProxyType(every)


def write_case(number: int, seed: int, folder: Path, port: int) -> Case:
    """Write the case ``number`` into ``folder``, which is made.

    Args:
        port: where a server listens that nobody may ask.
    """
    every = families()
    name = list(every)[number % len(every)]
    make, is_import = every[name]
    rng = random.Random(f"{seed}-{number}-{name}")
    secret = f"secret{rng.getrandbits(64):016x}"
    folder.mkdir(parents=True)
    (folder / "home").mkdir()
    (folder / "secret.txt").write_text(f"{secret}\n", encoding="utf-8")
    (folder / "secret.md").write_text(f"{secret}\n", encoding="utf-8")
    made = make(rng, folder, port)
    return Case(number, name, folder, folder / made.target, is_import, made.must_say, secret)
