"""Asking, fetching and stopping, with a download that is played."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from studio.app.checking.server_download_service import LANE, DownloadProgress, ServerDownloadService
from studio.proofing.engines.server_download import ServerOffer
from studio.proofing.evidence import EngineError
from tests.helpers.runner import ImmediateRunner

Tell = Callable[[int, int], None]


def service(runner: ImmediateRunner, fetch: object) -> tuple[ServerDownloadService, list[object]]:
    made = ServerDownloadService(runner, Path("there"), fetch, ServerOffer)  # type: ignore[arg-type]
    heard: list[object] = []
    for event in (made.offered, made.progress, made.finished, made.failed, made.stopped):
        event.connect(heard.append)  # type: ignore[attr-defined]
    return made, heard


def whole(folder: Path, progress: Tell, _stopped: Callable[[], bool]) -> Path:
    progress(5, 10)
    progress(10, 10)
    return folder


def test_it_says_first_what_would_be_fetched() -> None:
    made, heard = service(ImmediateRunner(), whole)
    made.ask()
    assert heard == [ServerOffer(Path("there"))]
    assert not made.running


def test_it_tells_how_far_it_is_and_that_it_is_there() -> None:
    made, heard = service(ImmediateRunner(), whole)
    made.start()
    assert heard == [DownloadProgress(5, 10), DownloadProgress(10, 10), Path("there")]
    assert not made.running


def test_exports_do_not_wait_for_it() -> None:
    runner = ImmediateRunner()
    runner.hold(LANE)
    made, _heard = service(runner, whole)
    made.start()
    done: list[int] = []
    runner.submit("work", lambda: 1, done.append)
    assert done == [1]
    assert made.running


def test_a_second_start_does_nothing() -> None:
    runner = ImmediateRunner()
    runner.hold(LANE)
    made, heard = service(runner, whole)
    made.start()
    made.start()
    runner.run_held(LANE)
    assert heard.count(Path("there")) == 1


def test_stopping_tells_no_more_progress() -> None:
    runner = ImmediateRunner()
    runner.hold(LANE)

    def fetch(_folder: Path, progress: Tell, stopped: Callable[[], bool]) -> None:
        progress(5, 10)
        assert stopped()

    made, heard = service(runner, fetch)
    made.start()
    made.stop()
    runner.run_held(LANE)
    assert heard == [None]
    assert not made.running


@pytest.mark.parametrize(
    ("error", "said"),
    [(EngineError("No."), "No."), (ValueError("odd"), "LanguageTool could not be fetched (odd).")],
)
def test_a_failure_is_one_sentence(error: Exception, said: str) -> None:
    def fetch(*_all: object) -> None:
        raise error

    made, heard = service(ImmediateRunner(), fetch)
    made.start()
    assert heard == [said]
    assert not made.running
