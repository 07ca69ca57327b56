"""Write docs/keyboard.md from the program's own tables of keys.

usage: write_keyboard_page.py [--check]

With --check nothing is written, and the exit status is 1 if the page does not say what the tables say.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from studio.ui.action import CARD_KEYS, COMMANDS, key_rows
from studio.ui.dialogs.keyboard_help import SIDEBAR_KEYS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keyboard.md"

HEAD = """\
# Keys

Everything in Story Studio can be done without the mouse. F1 shows these keys in the program, with a field
to look for one; Ctrl+Shift+P lists everything that can be done now and does it. On a Mac, Ctrl is Command
and Alt is Option.

This page is written from the program's own tables by `scripts/write_keyboard_page.py`.

## In short

Press F8 to go to the next finding. Its card opens: Enter takes the first fix, I ignores it, Esc goes back
to the page. Ctrl+Z takes a fix back. Ctrl+1 is the outline, Ctrl+2 the characters, Ctrl+3 the findings,
Ctrl+0 the page. F6 goes on to the next part of the window – page, notice, find bar, findings, sidebar – and
Shift+F6 back; Esc returns to the page from all of them.
"""

FINDINGS = (("Enter", "Go to the finding"), ("Esc", "Back to the page"))
"""As in ``studio.ui.panels.findings``."""


def table(rows: Iterable[tuple[str, str]]) -> str:
    """A Markdown table of keys and what they do."""
    lines = [f"| {keys} | {words} |" for keys, words in rows]
    return "\n".join(["| key | what it does |", "| --- | --- |", *lines])


def page() -> str:
    """The whole page."""
    menus = dict.fromkeys(command.menu.replace("&", "") for command in COMMANDS)
    parts = [(menu, key_rows(menu)) for menu in menus]
    parts += [("On the card of a finding", CARD_KEYS), ("In the list of findings", FINDINGS)]
    parts += [(f"{group.title}, with the focus there", group.keys) for group in SIDEBAR_KEYS]
    sections = [f"## {title}\n\n{table(rows)}\n" for title, rows in parts if rows]
    return "\n".join([HEAD, *sections])


def main(argv: list[str]) -> int:
    """Write the page, or with --check compare it."""
    if "--check" in argv:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
