"""Everything that can be done from menus, keys and the command palette, as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    Attributes:
        name: the id that handlers are given by.
        menu: the title of its menu, with the mnemonic.
        words: what the menu says; "…" when it asks for more.
        keys: its shortcuts, the first one is shown.
        checkable: whether it is a switch.
        story: whether it needs an open story.
        gap: whether a line stands above it (or above its submenu) in the menu.
        group: the title of the submenu it stands in, with the mnemonic; "" for none.
    """

    name: str
    menu: str
    words: str
    keys: tuple[str, ...] = ()
    checkable: bool = False
    story: bool = True
    gap: bool = False
    group: str = ""


_FILE, _EDIT, _VIEW, _STORY, _PROOF, _HELP = "&File", "&Edit", "&View", "&Story", "&Proofreading", "&Help"
_GO, _COLOURS = "&Go to", "&Colours"

COMMANDS = (
    Command("new_story", _FILE, "&New story…", ("Ctrl+N",), story=False),
    Command("open_folder", _FILE, "&Open a story or folder…", ("Ctrl+O",), story=False),
    Command("open_file", _FILE, "Open a &file…", ("Ctrl+Shift+O",), story=False),
    Command("import_document", _FILE, "&Import a document…", ("Ctrl+Shift+I",), story=False),
    Command("close_story", _FILE, "&Close the story", ("Ctrl+W",)),
    Command("save", _FILE, "&Save now", ("Ctrl+S",), gap=True),
    Command("export", _FILE, "E&xport…", ("Ctrl+E",)),
    Command("history", _FILE, "&Earlier versions…", ("Ctrl+Alt+H",), gap=True),
    Command("copies", _FILE, "Second &versions of chapters…"),
    Command("backups", _FILE, "&Backups…", ("Ctrl+Alt+B",), story=False),
    Command("settings", _FILE, "Se&ttings…", ("Ctrl+,",), story=False, gap=True),
    Command("quit", _FILE, "&Quit", ("Ctrl+Q",), story=False, gap=True),
    Command("undo", _EDIT, "&Undo", ("Ctrl+Z",)),
    Command("redo", _EDIT, "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("cut", _EDIT, "Cu&t", ("Ctrl+X",), gap=True),
    Command("copy", _EDIT, "&Copy", ("Ctrl+C",)),
    Command("paste", _EDIT, "&Paste", ("Ctrl+V",)),
    Command("select_all", _EDIT, "Select &all", ("Ctrl+A",)),
    Command("italic", _EDIT, "&Italic", ("Ctrl+I",), gap=True),
    Command("bold", _EDIT, "&Bold", ("Ctrl+B",)),
    Command("scene_break", _EDIT, "&Scene break", ("Ctrl+Return",)),
    Command("find", _EDIT, "&Find…", ("Ctrl+F",), gap=True),
    Command("find_next", _EDIT, "Find &next", ("F3", "Ctrl+G")),
    Command("find_previous", _EDIT, "Find pre&vious", ("Shift+F3", "Ctrl+Shift+G")),
    Command("replace", _EDIT, "R&eplace…", ("Ctrl+H",)),
    Command("replace_story", _EDIT, "Replace in the &whole story…", ("Ctrl+Shift+H",)),
    Command("sidebar", _VIEW, "&Sidebar", ("F9",), checkable=True),
    Command("findings", _VIEW, "&Findings", ("F7",), checkable=True),
    Command("focus_mode", _VIEW, "Only the &page", ("F11",), checkable=True),
    Command("larger", _VIEW, "&Larger text", ("Ctrl++", "Ctrl+="), story=False, gap=True),
    Command("smaller", _VIEW, "S&maller text", ("Ctrl+-",), story=False),
    Command("theme_light", _VIEW, "&Light colours", story=False, checkable=True, group=_COLOURS),
    Command("theme_dark", _VIEW, "&Dark colours", story=False, checkable=True, group=_COLOURS),
    Command("theme_system", _VIEW, "Colours of the &system", story=False, checkable=True, group=_COLOURS),
    Command("outline", _VIEW, "&Outline", ("Ctrl+1",), gap=True, group=_GO),
    Command("people", _VIEW, "&Characters", ("Ctrl+2",), group=_GO),
    Command("to_findings", _VIEW, "To the fin&dings", ("Ctrl+3",), group=_GO),
    Command("page", _VIEW, "&To the page", ("Ctrl+0",), group=_GO),
    Command("next_part", _VIEW, "&Next part of the window", ("F6",), story=False, gap=True, group=_GO),
    Command("previous_part", _VIEW, "&Previous part of the window", ("Shift+F6",), story=False, group=_GO),
    Command("palette", _VIEW, "&All commands…", ("Ctrl+Shift+P",), story=False, gap=True),
    Command("add_chapter", _STORY, "&Add a chapter", ("Ctrl+Shift+N",)),
    Command("next_chapter", _STORY, "&Next chapter", ("Ctrl+PgDown",), gap=True),
    Command("previous_chapter", _STORY, "&Previous chapter", ("Ctrl+PgUp",)),
    Command("undo_structure", _STORY, "&Undo the last change of the story", gap=True),
    Command("redo_structure", _STORY, "&Redo it"),
    Command("trash", _STORY, "&Trash…", gap=True),
    Command("next_finding", _PROOF, "&Next finding", ("F8",)),
    Command("previous_finding", _PROOF, "&Previous finding", ("Shift+F8",)),
    Command("card", _PROOF, "&Explain the finding at the cursor", ("Alt+Return", "Ctrl+.")),
    Command("fix_alike", _PROOF, "Fix &all of this kind…", ("Ctrl+Alt+F",)),
    Command("tense", _PROOF, "Change the &tense of the scene…", ("Ctrl+Alt+T",)),
    Command("marks", _PROOF, "&Show marks", ("Ctrl+Shift+M",), checkable=True, gap=True),
    Command("pause_deep", _PROOF, "Pa&use the close reading"),
    Command("keys", _HELP, "&Keys", ("F1",), story=False),
    Command("about", _HELP, "&About Story Studio", story=False),
)

CARD_KEYS = (
    ("1 to 6", "Take that fix"),
    ("Enter", "Take the first fix"),
    ("I", "Ignore it in this place"),
    ("Shift+I", "Ignore it everywhere in this story"),
    ("A", "Add the word to the story’s words"),
    ("F", "Fix all of this kind"),
    ("F8, Shift+F8", "Go on to the next finding, or back to the one before"),
    ("Esc", "Back to the page"),
)
"""As in ``studio.ui.editor.card``."""


class ActionBook:
    """The actions of a window: made from the table, put into menus, found by name.

    Args:
        owner: the window; shortcuts work everywhere in it.
        handlers: what each command does; a checkable one is given its new state.
    """

    def __init__(self, owner: QWidget, handlers: Mapping[str, Callable[[bool], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.words, owner)
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setCheckable(command.checkable)
            action.setMenuRole(QAction.MenuRole.NoRole)
            handler = handlers.get(command.name)
            if handler is None:
                action.setEnabled(False)
            else:
                action.triggered.connect(handler)
            owner.addAction(action)
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put all into the menus of ``bar``; returns the menus by their title without mnemonic."""
        menus: dict[str, QMenu] = {}
        groups: dict[str, QMenu] = {}
        for command in COMMANDS:
            title = command.menu.replace("&", "")
            if title not in menus:
                menus[title] = bar.addMenu(command.menu)
            menu = groups.get(command.group, menus[title])
            if command.gap:
                menu.addSeparator()
            if command.group and command.group not in groups:
                menu = groups[command.group] = menu.addMenu(command.group)
            menu.addAction(self._actions[command.name])
        return menus

    def set_story_open(self, is_open: bool) -> None:
        """Switch what needs a story on or off."""
        for command in COMMANDS:
            if command.story:
                self._actions[command.name].setEnabled(is_open)

    def usable(self) -> Iterator[tuple[Command, QAction]]:
        """What can be done now, in the order of the menus."""
        return ((c, self._actions[c.name]) for c in COMMANDS if self._actions[c.name].isEnabled())


def key_rows(menu: str, commands: Iterable[Command] = COMMANDS) -> tuple[tuple[str, str], ...]:
    """The keys of a menu's commands and what they do, for the page of keys; ``menu`` without mnemonic."""
    return tuple(
        (" or ".join(command.keys), command.words.replace("&", "").rstrip("…"))
        for command in commands
        if command.menu.replace("&", "") == menu and command.keys
    )
