import logging
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.bridge.inbox import Inbox
from studio.ui.bridge.scheduler import QtScheduler
from studio.ui.bridge.task_runner import QtTaskRunner


@pytest.fixture
def runner(qapp: QApplication) -> QtTaskRunner:
    return QtTaskRunner(Inbox(qapp))


def test_results_come_back_on_the_main_thread(qtbot: QtBot, runner: QtTaskRunner) -> None:
    threads: list[threading.Thread] = []
    runner.submit("work", threading.current_thread, lambda t: threads.extend([t, threading.current_thread()]))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_a_lane_keeps_its_order(runner: QtTaskRunner) -> None:
    done: list[int] = []
    for number in range(50):
        runner.submit("io", lambda number=number: number, done.append)
    assert runner.drain("io", 5)
    assert done == list(range(50))


def test_a_failure_goes_to_its_caller(runner: QtTaskRunner) -> None:
    failed: list[Exception] = []
    runner.submit("io", lambda: 1 / 0, None, failed.append)
    runner.drain("io", 5)
    assert isinstance(failed[0], ZeroDivisionError)


def test_a_failure_without_a_caller_is_logged(runner: QtTaskRunner, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        runner.submit("io", lambda: 1 / 0)
        runner.drain("io", 5)
    assert "lane io failed" in caplog.text


def test_draining_waits_for_jobs_that_results_start(runner: QtTaskRunner) -> None:
    done: list[str] = []
    runner.submit("io", lambda: None, lambda _: runner.submit("io", lambda: "second", done.append))
    assert runner.drain("io", 5)
    assert done == ["second"]


def test_draining_ends_at_its_time(runner: QtTaskRunner) -> None:
    gate = threading.Event()
    runner.submit("io", gate.wait)
    assert not runner.drain("io", 0.02)
    gate.set()
    assert runner.drain("io", 5)


def test_posted_calls_run_in_order(qtbot: QtBot, qapp: QApplication) -> None:
    inbox, done = Inbox(qapp), list[int]()
    for number in range(100):
        inbox.post(lambda number=number: done.append(number))
    qtbot.waitUntil(lambda: len(done) == 100)
    assert done == list(range(100))


def test_a_call_that_fails_is_logged_and_the_next_one_runs(
    qapp: QApplication, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, done = Inbox(qapp), list[int]()
    inbox.post(lambda: done.append(1 // 0))
    inbox.post(lambda: done.append(2))
    inbox.flush()
    assert done == [2]
    assert "could not be handled" in caplog.text


def test_a_timer_calls_once(qtbot: QtBot, qapp: QApplication) -> None:
    owner, called = QObject(qapp), list[float]()
    scheduler = QtScheduler(owner)
    scheduler.call_later(0.001, lambda: called.append(scheduler.now()))
    qtbot.waitUntil(lambda: len(called) == 1)


def test_a_cancelled_timer_never_calls(qtbot: QtBot, qapp: QApplication) -> None:
    owner, called = QObject(qapp), list[str]()
    scheduler = QtScheduler(owner)
    cancel = scheduler.call_later(0.001, lambda: called.append("cancelled"))
    cancel()
    cancel()
    scheduler.call_later(0.003, lambda: called.append("later"))
    qtbot.waitUntil(lambda: bool(called))
    assert called == ["later"]
