"""Times as a person says them."""

from __future__ import annotations

from datetime import datetime, timedelta

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(at: datetime, now: datetime) -> str:
    """ "today", "yesterday", "3 November", or "3 November 2021" for another year."""
    if at.date() == now.date():
        return "today"
    if at.date() == (now - timedelta(days=1)).date():
        return "yesterday"
    day = f"{at.day} {_MONTHS[at.month - 1]}"
    return day if at.year == now.year else f"{day} {at.year}"


def time_in_words(at: datetime, now: datetime) -> str:
    """ "today, 14:05" and so on."""
    return f"{day_in_words(at, now)}, {at:%H:%M}"
