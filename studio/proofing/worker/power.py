"""Whether the computer runs on its battery."""

from __future__ import annotations

import contextlib


def on_battery() -> bool:
    """True when that is known; False on mains, without a battery, and where the system does not tell."""
    import psutil

    ask = getattr(psutil, "sensors_battery", None)  # not on every system
    if ask is None:
        return False
    battery = None
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        battery = ask()
    return battery is not None and battery.power_plugged is False
