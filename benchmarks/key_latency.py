"""From key press to repaint, seen from outside: XTEST presses a key, DAMAGE reports the repaint."""

from __future__ import annotations

import random
import select
import time

from Xlib import XK, X, display
from Xlib.ext import damage, xtest

_TEXT = "the lamp went out and nobody in the long room said a word about it "
_LARGE = 40  # pixels of area; smaller repaints are a blinking cursor


class KeyProbe:
    """Types into whatever window has the focus on the present display."""

    def __init__(self, seed: int = 3) -> None:
        self._display = display.Display()
        self._display.damage_query_version()
        self._display.screen().root.damage_create(damage.DamageReportRawRectangles)
        self._rng = random.Random(seed)

    def press(self, letter: str) -> float | None:
        """Milliseconds until the next repaint; None when none came within two seconds."""
        name = XK.XK_space if letter == " " else XK.string_to_keysym(letter)
        code = self._display.keysym_to_keycode(name)
        self._rest(0.06 + self._rng.random() * 0.08)
        began = time.perf_counter()
        xtest.fake_input(self._display, X.KeyPress, code)
        self._display.flush()
        took = self._wait(began, 2.0)
        xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.flush()
        return took

    def type(self, keys: int) -> tuple[list[float], int]:
        """The times of ``keys`` keys, and how many had no repaint."""
        times = [self.press(_TEXT[i % len(_TEXT)]) for i in range(keys)]
        return [t for t in times if t is not None], sum(t is None for t in times)

    def _rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], left)
            while self._display.pending_events():
                self._display.next_event()

    def _wait(self, began: float, limit: float) -> float | None:
        while (left := began + limit - time.perf_counter()) > 0:
            if not self._display.pending_events():
                select.select([self._display.fileno()], [], [], left)
            while self._display.pending_events():
                event = self._display.next_event()
                area = getattr(event, "area", None)
                if type(event).__name__ == "DamageNotify" and area and area.width * area.height > _LARGE:
                    return 1000 * (time.perf_counter() - began)
        return None
