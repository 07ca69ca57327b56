"""A record of what a program does to its files, and what a loss of power at any moment may leave of it.

The model of the disk is a severe one. Of each file, what was written since its last sync is there, is not
there, is there in part, or reads as zeros. Of each folder, any change of names since its last sync may be
missing while later ones are there; only a rename is one change. (Pillai et al., "All File Systems Are Not
Created Equal", 2014, lists file systems that do each of these.)
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from studio.storage import exchange as exchanging

_DATA = ("synced", "all", "half", "zeros")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done: ``what`` to the file ``node`` or to a name; for "note", what was told.

    ``second`` is the file that an exchange brings to ``path``; ``node`` the one that it brings to ``other``.
    """

    what: str
    node: int = 0
    path: Path = Path()
    other: Path = Path()
    data: bytes = b""
    note: str = ""
    second: int = 0


@dataclass(slots=True)
class _File:
    now: bytearray = field(default_factory=bytearray)
    synced: bytes = b""

    def left(self, variant: str) -> bytes:
        now, synced = bytes(self.now), self.synced
        match variant:
            case "all":
                return now
            case "half":
                return (
                    now[: (len(now) + len(synced)) // 2] if now.startswith(synced) else now[: len(now) // 2]
                )
            case "zeros":
                return synced + bytes(max(0, len(now) - len(synced)))
        return synced


@dataclass(slots=True)
class _Folder:
    names: dict[str, int] = field(default_factory=dict)  # what is surely there
    pending: list[Event] = field(default_factory=list)


class Recorder:
    """Notes every change below ``root`` made through ``os``, from the moment it is made; see ``installed``.

    Attributes:
        events: what was done, in order.
        unknown: files opened for writing in a way that is not recorded.
    """

    def __init__(self, root: Path, leave_out: str) -> None:
        self._root = root
        self._leave_out = leave_out
        self._node = itertools.count(1)
        self._nodes: dict[tuple[int, int], int] = {}
        self._handles: dict[int, tuple[int, Path]] = {}
        self.start: dict[Path, bytes | None] = {}
        self.events: list[Event] = []
        for path in sorted(root.rglob("*")):
            if self._ours(path):
                self.start[path] = path.read_bytes() if path.is_file() else None

    def note(self, told: str) -> None:
        """Something was told to the writer at this moment."""
        self.events.append(Event("note", note=told))

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Record for a while."""
        names = (
            "open",
            "write",
            "fsync",
            "close",
            "link",
            "replace",
            "rename",
            "unlink",
            "mkdir",
            "ftruncate",
        )
        kept = {name: getattr(os, name) for name in names}
        for name in names:
            recorded = getattr(self, f"_{name}" if name != "replace" else "_rename")
            setattr(os, name, self._around(kept[name], recorded))
        exchange = exchanging.exchange
        exchanging.exchange = self._around(exchange, self._exchange)
        try:
            yield
        finally:
            for name, call in kept.items():
                setattr(os, name, call)
            exchanging.exchange = exchange

    @staticmethod
    def _around(call: Callable[..., Any], recorded: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments, **named: recorded(call, *arguments, **named)

    def _ours(self, path: Path) -> bool:
        return path.is_relative_to(self._root) and self._leave_out not in path.parts

    def _node_of(self, path: Path) -> int:
        status = os.lstat(path)
        key = (status.st_dev, status.st_ino)
        return self._nodes.setdefault(key, next(self._node))

    def _open(self, call: Callable[..., int], path: Any, flags: int, *rest: Any, **named: Any) -> int:
        there = os.path.lexists(path) if not isinstance(path, int) else True
        handle = call(path, flags, *rest, **named)
        self._handles.pop(handle, None)  # its number may be that of a file which was closed unseen
        if not isinstance(path, int) and self._ours(Path(path)):
            if not there:
                status = os.fstat(handle)
                self._nodes.pop((status.st_dev, status.st_ino), None)  # a number used again
            node = self._node_of(Path(path))
            self._handles[handle] = (node, Path(path))
            if not there:
                self.events.append(Event("name", node, Path(path)))
        return handle

    def _write(self, call: Callable[..., int], handle: int, data: Any) -> int:
        done = call(handle, data)
        if handle in self._handles:
            node, path = self._handles[handle]
            self.events.append(Event("write", node, path, data=bytes(data[:done])))
        return done

    def _ftruncate(self, call: Callable[..., None], handle: int, length: int) -> None:
        assert handle not in self._handles, "not modelled"
        call(handle, length)

    def _fsync(self, call: Callable[..., None], handle: int) -> None:
        call(handle)
        if handle in self._handles:
            self.events.append(Event("sync", *self._handles[handle]))

    def _close(self, call: Callable[..., None], handle: int) -> None:
        call(handle)
        self._handles.pop(handle, None)

    def _link(self, call: Callable[..., None], source: Any, target: Any, **named: Any) -> None:
        call(source, target, **named)
        if self._ours(Path(target)):
            self.events.append(Event("name", self._node_of(Path(target)), Path(target), Path(source)))

    def _rename(self, call: Callable[..., None], source: Any, target: Any, **named: Any) -> None:
        call(source, target, **named)
        if self._ours(Path(target)):
            self.events.append(Event("rename", 0, Path(source), Path(target)))

    def _exchange(self, call: Callable[..., None], source: Path, target: Path) -> None:
        call(source, target)
        if self._ours(target):
            self.events.append(Event("exchange", 0, source, target))

    def _unlink(self, call: Callable[..., None], path: Any, **named: Any) -> None:
        call(path, **named)
        if self._ours(Path(path)):
            self.events.append(Event("unlink", path=Path(path)))

    def _mkdir(self, call: Callable[..., None], path: Any, *rest: Any, **named: Any) -> None:
        call(path, *rest, **named)
        if self._ours(Path(path)):
            self.events.append(Event("mkdir", path=Path(path)))


class Disk:
    """The model: what is surely on the disk after some events, and what may be."""

    def __init__(self, start: dict[Path, bytes | None]) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[int, _Folder] = {}
        self._number = itertools.count(-1, -1)  # recorded nodes are above 0
        self._root = min(start, key=lambda path: len(path.parts)).parent
        self._at: dict[Path, int] = {}
        self._add_folder(self._root)
        for path, data in sorted(start.items()):
            if data is None:
                number = self._add_folder(path)
            else:
                number = next(self._number)
                self._files[number] = _File(bytearray(data), data)
            self._parent(path).names[path.name] = number

    def take(self, event: Event) -> None:
        """One more event has happened."""
        match event.what:
            case "write":
                self._file(event).now += event.data
            case "sync" if event.path in self._at:
                folder = self._folders[self._at[event.path]]
                folder.names = _names(folder, folder.pending)
                folder.pending.clear()
            case "sync":
                file = self._file(event)
                file.synced = bytes(file.now)
            case "mkdir":
                self._parent(event.path).pending.append(replace(event, node=self._add_folder(event.path)))
            case "rename":
                assert event.path.parent == event.other.parent, "not modelled"
                node = _names(self._parent(event.path), self._parent(event.path).pending)[event.path.name]
                self._parent(event.path).pending.append(replace(event, node=node))
                if node in self._folders:
                    self._move_folder(event.path, event.other)
            case "exchange":
                folder = self._parent(event.path)
                names = _names(folder, folder.pending)
                both = replace(event, node=names[event.path.name], second=names[event.other.name])
                folder.pending.append(both)
            case "name":
                if event.node not in self._files:
                    # A new file, or another name of one that was there before the record.
                    source = self._by_name(event.other) if event.other.name else 0
                    self._files[event.node] = self._files[source] if source else _File()
                self._parent(event.path).pending.append(event)
            case "unlink":
                self._parent(event.path).pending.append(event)

    def now(self) -> dict[Path, bytes]:
        """Every file as a program sees it."""
        return self._build({number: folder.pending for number, folder in self._folders.items()}, "all")

    def after_loss(self, chance: random.Random, most: int) -> Iterator[dict[Path, bytes]]:
        """What may be left if the power fails now: all that is possible, or ``most`` by chance."""
        pending = [(number, event) for number, folder in self._folders.items() for event in folder.pending]
        subsets: list[int] = list(range(1 << len(pending))) if len(pending) <= 3 else []
        if not subsets:
            subsets = [0, (1 << len(pending)) - 1, *(chance.getrandbits(len(pending)) for _ in range(most))]
        chosen = [(subset, variant) for subset in subsets for variant in _DATA]
        if len(chosen) > most:
            chosen = chance.sample(chosen, most)
        for subset, variant in chosen:
            kept: dict[int, list[Event]] = {number: [] for number in self._folders}
            for bit, (number, event) in enumerate(pending):
                if subset >> bit & 1:
                    kept[number].append(event)
            yield self._build(kept, variant)

    def _add_folder(self, path: Path) -> int:
        number = self._at[path] = next(self._number)
        self._folders[number] = _Folder()
        return number

    def _move_folder(self, old: Path, new: Path) -> None:
        for path in [path for path in self._at if path.is_relative_to(old)]:
            self._at[new / path.relative_to(old)] = self._at.pop(path)

    def _parent(self, path: Path) -> _Folder:
        return self._folders[self._at[path.parent]]

    def _by_name(self, path: Path) -> int:
        folder = self._parent(path)
        return _names(folder, folder.pending).get(path.name, 0)

    def _file(self, event: Event) -> _File:
        if event.node not in self._files:
            self._files[event.node] = self._files[self._by_name(event.path)]
        return self._files[event.node]

    def _build(self, kept: dict[int, list[Event]], variant: str) -> dict[Path, bytes]:
        found: dict[Path, bytes] = {}
        open_folders = [(self._root, self._at[self._root])]
        while open_folders:
            path, number = open_folders.pop()
            for name, node in _names(self._folders[number], kept[number]).items():
                if node in self._folders:
                    open_folders.append((path / name, node))
                else:
                    found[path / name] = self._files[node].left(variant)
        return found


def _names(folder: _Folder, events: list[Event]) -> dict[str, int]:
    names = dict(folder.names)
    for event in events:
        if event.what in {"name", "mkdir"}:
            names[event.path.name] = event.node
        elif event.what == "unlink":
            names.pop(event.path.name, None)
        elif event.what == "rename":
            names.pop(event.path.name, None)
            names[event.other.name] = event.node
        elif event.what == "exchange":
            names[event.path.name], names[event.other.name] = event.second, event.node
    return names
