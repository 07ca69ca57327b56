import sys
from types import ModuleType

import pytest

from studio import main as main_module
from studio.cli.parser import build_parser
from studio.main import main


def window(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for the window and notes what it was opened with."""
    opened: list[list[str]] = []
    module = ModuleType("studio.ui.start")

    def run(paths: list[str]) -> int:
        opened.append(paths)
        return 0

    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "studio.ui.start", module)
    return opened


@pytest.mark.parametrize("paths", [[], ["My Story"], ["./check"]])
def test_no_command_opens_the_window(monkeypatch: pytest.MonkeyPatch, paths: list[str]) -> None:
    opened = window(monkeypatch)
    assert main(paths) == 0
    assert opened == [paths]


def test_a_missing_library_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "studio.ui.start", None)
    assert main([]) == 2
    assert "a library is missing" in capsys.readouterr().err


def test_every_command_of_the_parser_is_known_at_the_start() -> None:
    for command in main_module._COMMANDS:
        with pytest.raises(SystemExit):
            build_parser().parse_args([command, "--help"])
