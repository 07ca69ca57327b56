"""The real LanguageTool server: start, check, kill it in the middle, restart, stop; no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from studio.proofing.engines.server import ServerEngine, ServerState
from studio.proofing.engines.server_process import find_java, find_server
from studio.proofing.evidence import EngineError

pytestmark = pytest.mark.server

TEXT = "\U0001f600 She *really* seem to know. He ate a apple and heard teh bell."
PATIENCE = 240.0  # a loaded machine may take a minute to load the rules


def missing() -> str:
    try:
        find_server(None)
    except EngineError:
        return "LanguageTool's server is not built: run scripts/languagetool.sh"
    return "" if find_java() else "there is no Java"


if reason := missing():
    pytest.skip(reason, allow_module_level=True)


@pytest.fixture(scope="module")
def engine() -> Iterator[ServerEngine]:
    made = ServerEngine(patience=PATIENCE, pauses=(0.1, 0.1, 0.1))
    yield made
    pid = made.pid
    made.close()
    assert pid is None or not psutil.pid_exists(pid)


def fixes(engine: ServerEngine, text: str) -> dict[str, str]:
    return {m.span.of(text): m.suggestions[0] for m in engine.check(text) if m.suggestions}


def test_it_finds_what_the_rules_in_process_find(engine: ServerEngine) -> None:
    found = fixes(engine, TEXT)
    assert found["a"] == "an"
    assert found["teh"] == "the"
    assert engine.status.state is ServerState.READY


def test_it_listens_on_this_machine_only(engine: ServerEngine) -> None:
    engine.check("Yes.")
    assert engine.pid is not None
    listening = [c for c in psutil.Process(engine.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert listening and all(c.laddr.ip in ("127.0.0.1", "::1", "::ffff:127.0.0.1") for c in listening)


def test_killed_in_the_middle_it_is_started_again(engine: ServerEngine) -> None:
    engine.check("Yes.")
    before = engine.pid
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert fixes(engine, TEXT)["a"] == "an"
    assert engine.pid not in (None, before)
    assert not psutil.pid_exists(before)


PROGRAM = f"""
from studio.proofing.engines.server import ServerEngine
engine = ServerEngine(patience={PATIENCE})
engine.check("Yes.")
print(engine.pid, flush=True)
input()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
@pytest.mark.parametrize("end", ["kill", "leave"])
def test_no_process_is_left_however_the_program_ends(end: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        server = psutil.Process(int(program.stdout.readline()))
        if end == "kill":
            program.kill()
        program.communicate("\n")
        gone, alive = psutil.wait_procs([server], timeout=20)
    assert gone == [server] and not alive
