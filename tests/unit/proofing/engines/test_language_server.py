"""The owner of the LanguageTool server: start, death, restart, stop. With a process made for the test."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from studio.proofing.engines import server_process
from studio.proofing.engines.server import ServerEngine, ServerState, ServerStatus
from studio.proofing.engines.server_process import find_server
from studio.proofing.engines.spelling import SpellingEngine
from studio.proofing.engines.spelling_dictionary import Dictionary
from studio.proofing.evidence import EngineError
from tests.helpers.fake_languagetool import languagetool

SPELLING = SpellingEngine(Dictionary([], extra=["xx", "a"]))


class Child:
    """A server in a thread that can be made to die."""

    def __init__(self, world: World) -> None:
        self._stack = ExitStack()
        self.url = self._stack.enter_context(languagetool())
        self.pid: int | None = 4711
        world.children.append(self)

    def die(self) -> None:
        self._stack.close()
        self.pid = None

    def ended(self, within: float) -> bool:
        return self.pid is None

    def close(self) -> None:
        self.die()


class World:
    """Launches children, as often as it is told, and keeps the states it hears of."""

    def __init__(self, starts: int = 99) -> None:
        self.children: list[Child] = []
        self.states: list[ServerState] = []
        self.changed = threading.Condition()
        self._starts = starts

    def launch(self, _folder: Path) -> Child:
        self._starts -= 1
        if self._starts < 0:
            raise EngineError("Java is out of order.")
        return Child(self)

    def hear(self, status: ServerStatus) -> None:
        with self.changed:
            self.states.append(status.state)
            self.changed.notify_all()

    def wait_for(self, state: ServerState) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: state in self.states, 10)

    def engine(self, pauses: tuple[float, ...] = (0.0, 0.0, 0.0)) -> ServerEngine:
        return ServerEngine(
            ".", spelling=SPELLING, tell=self.hear, launch=self.launch, pauses=pauses, patience=10.0
        )


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def engine(world: World) -> Iterator[ServerEngine]:
    made = world.engine()
    yield made
    made.close()


def test_it_starts_by_itself_and_answers(world: World, engine: ServerEngine) -> None:
    assert len(engine.check("a xx")) == 1
    assert world.states == [ServerState.STARTING, ServerState.READY]
    assert engine.pid == 4711


def test_many_paragraphs_at_once(engine: ServerEngine) -> None:
    assert [len(found) for found in engine.check_many(["xx", "a", "xx xx"])] == [1, 0, 2]


def test_a_server_that_died_is_started_again(world: World, engine: ServerEngine) -> None:
    engine.check("a")
    world.children[-1].die()
    assert len(engine.check("xx")) == 1
    assert len(world.children) == 2


def test_after_three_restarts_it_gives_up_in_a_sentence(world: World, engine: ServerEngine) -> None:
    for _ in range(4):
        engine.check("a")
        world.children[-1].die()
    with pytest.raises(EngineError, match="several times"):
        engine.check("a")
    assert engine.status.state is ServerState.FAILED


def test_a_start_that_fails_is_tried_again() -> None:
    world = World(starts=0)
    engine = world.engine(pauses=(0.0,))
    world.wait_for(ServerState.FAILED)
    with pytest.raises(EngineError, match="out of order"):
        engine.check("a")
    engine.close()
    assert engine.status.sentence == "Java is out of order."


def test_closing_ends_the_process_and_refuses_more(world: World) -> None:
    engine = world.engine()
    engine.check("a")
    engine.close()
    assert world.children[-1].pid is None
    assert engine.status.state is ServerState.OFF
    with pytest.raises(EngineError, match="switched off"):
        engine.check("a")


def test_closing_twice_and_before_the_start_is_harmless(world: World) -> None:
    engine = world.engine()
    engine.close()
    engine.close()
    assert engine.status.state is ServerState.OFF
    assert all(child.pid is None for child in world.children)


def test_several_threads_may_ask(engine: ServerEngine) -> None:
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(len(engine.check("xx a xx")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [2, 2, 2, 2]


def test_the_server_is_found_by_its_folder(tmp_path: Path) -> None:
    jar = tmp_path / "LanguageTool-6.8" / "languagetool-server.jar"
    jar.parent.mkdir()
    jar.touch()
    assert find_server(tmp_path) == tmp_path
    assert find_server(jar.parent) == tmp_path


def test_the_server_is_found_through_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jar = tmp_path / "LanguageTool-6.8" / "languagetool-server.jar"
    jar.parent.mkdir()
    jar.touch()
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    assert find_server(None) == tmp_path


def test_a_missing_server_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LTP_PATH", raising=False)
    monkeypatch.setattr(server_process, "BESIDE", tmp_path / "nowhere")
    with pytest.raises(EngineError, match="not installed"):
        find_server(tmp_path)
