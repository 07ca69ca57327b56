"""Projects and folders from strangers."""

from __future__ import annotations

import json
import os
import random
import socket
from pathlib import Path

from benchmarks.faults.hostile_text import PATHS, Made, hostile_text, hostile_toml, huge, nested, repeated

_PROSE = "The lamp was lit. “Stay,” said Mara Dell.\n\nNobody stayed.\n"


def _story(folder: Path, toml: bytes = b'title = "A"\norder = ["One.md"]\n') -> Path:
    root = folder / "story"
    (root / "chapters").mkdir(parents=True)
    (root / "story.toml").write_bytes(toml)
    (root / "chapters" / "One.md").write_text(_PROSE, encoding="utf-8")
    return root


def paths_in_story(rng: random.Random, folder: Path, _port: int) -> Made:
    """Chapters that lie elsewhere, as the order says."""
    chosen = rng.sample(PATHS, 6)
    quoted = ", ".join(json.dumps(path) for path in chosen)
    titles = "\n".join(f"{json.dumps(path)} = {json.dumps(rng.choice(PATHS))}" for path in chosen)
    _story(folder, f"order = [{quoted}]\n[titles]\n{titles}\n".encode("utf-8", "replace"))
    return Made("story", must_say=True)


def broken_story_file(rng: random.Random, folder: Path, _port: int) -> Made:
    """TOML that is not, or is absurd."""
    _story(folder, hostile_toml(rng))
    return Made("story")


def broken_sheet(rng: random.Random, folder: Path, _port: int) -> Made:
    """A character's sheet whose head is not what it should be."""
    root = _story(folder)
    (root / "characters").mkdir()
    head = hostile_toml(rng)
    (root / "characters" / "Mara.md").write_bytes(b"+++\n" + head + b"\n+++\n\nA note.\n")
    (root / "characters" / "Dell.md").write_bytes(b"+++\n" * rng.choice((1, 100_000)) + hostile_text(rng))
    return Made("story")


def links_out(rng: random.Random, folder: Path, _port: int) -> Made:
    """Links out of the story, in every place where something is read or written."""
    root = _story(folder)
    outside = folder / "outside"
    outside.mkdir()
    (outside / "kept.md").write_text("outside", encoding="utf-8")
    kind = rng.randrange(8)
    secret = folder / "secret.md"
    if kind == 0:
        (root / "chapters" / "Two.md").symlink_to(secret)
    elif kind == 1:
        (root / "chapters" / "Two.md").symlink_to(Path("..") / ".." / "secret.md")
    elif kind in (2, 3, 4):
        name = ("characters", "history", ".story-studio")[kind - 2]
        (root / name).symlink_to(outside, target_is_directory=True)
    elif kind == 5:
        (root / "story.toml").unlink()
        (root / "story.toml").symlink_to(folder / "secret.txt")
    elif kind == 6:
        (root / "chapters").rename(root / "old")
        (root / "chapters").symlink_to(outside, target_is_directory=True)
    else:
        (root / "chapters" / "Two.md").symlink_to(root / "chapters" / "Three.md")
        (root / "chapters" / "Three.md").symlink_to(root / "chapters" / "Two.md")
    return Made("story", must_say=True)


def links_below(rng: random.Random, folder: Path, _port: int) -> Made:
    """Links out of the story one level further down, where snapshots, trash and locks are written."""
    root = _story(folder)
    outside = folder / "outside"
    outside.mkdir()
    (root / "history").mkdir()
    (root / ".story-studio").mkdir()
    kind = rng.randrange(5)
    if kind == 0:
        (root / "history" / "One").symlink_to(outside, target_is_directory=True)
    elif kind == 1:
        (root / "history" / "trash").symlink_to(outside, target_is_directory=True)
    elif kind == 2:
        (root / ".story-studio" / "lock").symlink_to(outside / "lock")
    elif kind == 3:
        (root / ".story-studio" / "undo").symlink_to(outside, target_is_directory=True)
    else:
        (root / "chapters" / "deep").symlink_to(outside, target_is_directory=True)
        (outside / "Out.md").write_text("outside", encoding="utf-8")
    return Made("story")


def odd_files(rng: random.Random, folder: Path, _port: int) -> Made:
    """Pipes, sockets, devices and folders where files should be."""
    root = _story(folder)
    place = rng.choice(
        ("chapters/Two.md", "story.toml", "characters/Mara.md", ".story-studio/lock", "history/One")
    )
    path = root / place
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    kind = rng.randrange(5)
    if kind == 0:
        os.mkfifo(path)
    elif kind == 1:
        path.mkdir()
        (path / "inner.md").write_text("inner", encoding="utf-8")
    elif kind == 2:
        path.symlink_to("/dev/zero")
    elif kind == 3:
        path.symlink_to("/dev/full")
    else:
        with socket.socket(socket.AF_UNIX) as made:
            here = Path.cwd()
            os.chdir(path.parent)  # the path of a socket must be short
            try:
                made.bind(path.name)
            finally:
                os.chdir(here)
    return Made("story")


def odd_names(rng: random.Random, folder: Path, _port: int) -> Made:
    """Names with signs that break, turn or hide, and names that other systems refuse."""
    root = _story(folder, b'title = "A"\n')
    names: list[bytes] = [
        b"line\nbreak.md",
        b"\x1b[31mred.md",
        "\u202egnp.md".encode(),
        b"\xff\xfe.md",
        b"con.md",
        b"dots....md",
        b" space .md",
        b"-rf.md",
        ("e\u0301" * 60 + ".md").encode(),
        ("é" * 60 + ".md").encode(),
        b"x" * 252 + b".md",
        b"%s%n%d.md",
        b"<script>alert(1)<script>.md",
        "\u2028\u2029.md".encode(),
        "\u200b.md".encode(),
        b"a\tb.md",
        b"9" * 200 + b".md",
        b"{0}.md",
        "\u202e\u2066x\u2069.md".encode(),
    ]
    for name in rng.sample(names, 6):
        (Path(os.fsdecode(os.fsencode(root / "chapters") + b"/" + name))).write_text(_PROSE, encoding="utf-8")
    return Made("story")


def hostile_chapter(rng: random.Random, folder: Path, _port: int) -> Made:
    """A chapter that is hardly prose."""
    root = _story(folder)
    (root / "chapters" / "One.md").write_bytes(hostile_text(rng))
    return Made("story")


def nested_chapter(rng: random.Random, folder: Path, _port: int) -> Made:
    """Ten thousand levels in a single file."""
    (folder / "deep.md").write_bytes(nested(rng))
    return Made("deep.md")


def repeated_chapter(rng: random.Random, folder: Path, _port: int) -> Made:
    """A mark tens of thousands of times in a single file."""
    (folder / "again.txt").write_bytes(repeated(rng))
    return Made("again.txt")


def huge_chapter(rng: random.Random, folder: Path, _port: int) -> Made:
    """Far more than a chapter."""
    data = huge(rng)
    (folder / "huge.txt").write_bytes(data)
    return Made("huge.txt", must_say=len(data) > 20_000_000)


def crowded_folder(rng: random.Random, folder: Path, _port: int) -> Made:
    """More files, or deeper folders, than any story has."""
    root = folder / "crowd"
    root.mkdir()
    if rng.randrange(2):
        for number in range(6_000):
            (root / f"{number}.md").touch()
        return Made("crowd", must_say=True)
    path = root
    for _ in range(60):
        path = path / "deeper"
        path.mkdir()
    (path / "bottom.md").write_text(_PROSE, encoding="utf-8")
    (root / "One.md").write_text(_PROSE, encoding="utf-8")
    return Made("crowd")


def hostile_cache(rng: random.Random, folder: Path, _port: int) -> Made:
    """What the program keeps beside a story, written by someone else."""
    root = _story(folder)
    cache, trash = root / ".story-studio", root / "history" / "trash"
    (cache / "undo").mkdir(parents=True)
    trash.mkdir(parents=True)
    path = rng.choice(PATHS)
    steps = [
        {"step": "delete", "id": path},
        {"step": "rename", "id": path, "title": path},
        {"step": "put back", "id": path, "title": "x", "trashed": path, "index": -5},
        {"step": "text", "kind": "scene", "texts": path},
        {"step": "move", "id": "chapters/One.md", "index": 10**9},
    ]
    texts = rng.choice((json.dumps({"undo": steps, "redo": steps}), "[" * 100_000, '{"undo": 4}', "\x00"))
    (cache / "undo" / "steps.json").write_text(texts, encoding="utf-8", errors="replace")
    (cache / "lock").write_bytes(
        rng.choice((b"", b"{", b"[" * 100_000, b'{"pid": -1, "host": 4}', b"\xff" * 4_000))
    )
    about = {
        name: {"kind": "chapter", "title": path, "chapter": path, "index": -9} for name in ("a.md", path)
    }
    (trash / "about.json").write_text(json.dumps(about), encoding="utf-8")
    (trash / "2026-01-01 10.00.00 a.md").write_bytes(hostile_text(rng))
    (root / "history" / "One").mkdir()
    (root / "history" / "One" / "2026-99-99 99.99.99 by hand.md").write_bytes(hostile_text(rng))
    return Made("story")


PROJECTS = (
    paths_in_story,
    broken_story_file,
    broken_sheet,
    links_out,
    links_below,
    odd_files,
    odd_names,
    hostile_chapter,
    nested_chapter,
    repeated_chapter,
    huge_chapter,
    crowded_folder,
    hostile_cache,
)
