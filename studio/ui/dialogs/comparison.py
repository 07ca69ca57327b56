"""What is put before the writer when there are two versions of a chapter, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.app.session.session_fact import Conflict, MarksFound, Recovery, SecondVersion
from studio.storage.conflict_copy import ConflictCopy
from studio.storage.merge import MergeResult
from studio.ui.dialogs.when import day_in_words

KEEP_AS_CHAPTER = "chapter"
KEEP_THE_FILE = "file"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions side by side, with everything that is said about them.

    Attributes:
        id: the chapter.
        heading, sentence: what happened, and what becomes of the answer.
        mine, theirs: what the two sides are called.
        result: the text with the places to decide.
        use: the words on the button that goes on with the answer.
        later: the words on the button that leaves everything as it is.
        others: further answers, pairs of a key and the words on its button.
    """

    id: str
    heading: str
    sentence: str
    mine: str
    theirs: str
    result: MergeResult
    use: str = "Use this"
    later: str = "Decide later"
    others: tuple[tuple[str, str], ...] = ()


def of_conflict(conflict: Conflict, title: str) -> Comparison:
    """The file and the open chapter changed in the same places."""
    sentence = (
        "The file was deleted while you were writing; keep mine to write it again."
        if conflict.deleted
        else f"{_places(conflict.result, ' and all other changes went together by themselves')} "
        "Both versions are kept in the history."
    )
    return Comparison(
        id=conflict.id,
        heading=f"“{title}” was changed in another program too",
        sentence=sentence,
        mine="In this window (mine)",
        theirs="In the file (theirs)",
        result=conflict.result,
    )


def of_copy(second: SecondVersion, title: str, now: datetime, *, can_adopt: bool = True) -> Comparison:
    """A sync program left a copy beside the chapter."""
    copy = second.copy
    if second.result.conflicts:
        sentence = (
            f"{_places(second.result)} The copy goes to the trash afterwards, and can be taken out again."
        )
    else:
        sentence = "Both say the same, word for word, so the copy can go to the trash."
    return Comparison(
        id=second.id,
        heading=f"A second version of “{title}”",
        sentence=f"{origin(copy, now)} {sentence}",
        mine="In the chapter (mine)",
        theirs="In the copy (theirs)",
        result=second.result,
        use="Use this" if second.result.conflicts else "Move the copy to the trash",
        others=((KEEP_AS_CHAPTER, "Keep as its own chapter"),) if can_adopt else (),
    )


def of_marks(found: MarksFound, title: str) -> Comparison:
    """Version control left its marks in the text."""
    marked = found.marked
    return Comparison(
        id=found.id,
        heading=f"Two versions inside “{title}”",
        sentence=f"{_places(marked.result)} Version control marked them; the marks go with your answer.",
        mine=f"{marked.mine} (mine)" if marked.mine else "Mine",
        theirs=f"{marked.theirs} (theirs)" if marked.theirs else "Theirs",
        result=marked.result,
    )


def of_recovery(recovery: Recovery, result: MergeResult, title: str) -> Comparison:
    """Unsaved typing and a newer file changed the same places."""
    return Comparison(
        id=recovery.id,
        heading=f"Unsaved typing in “{title}”, and a newer file",
        sentence=f"{_places(result, ' and all other changes go together')} "
        "The typing is kept in the history, whatever you choose.",
        mine="What was typed (mine)",
        theirs="In the file now (theirs)",
        result=result,
        others=((KEEP_THE_FILE, "Keep the file"),),
    )


def origin(copy: ConflictCopy, now: datetime) -> str:
    """Where a copy comes from, as a sentence."""
    if not copy.sure:
        name = " ".join(copy.path.stem.split())
        return f"“{name}” says much the same, under a name as {copy.maker} gives to copies."
    device = copy.who and copy.maker in ("Syncthing", "OneDrive")
    who = f"from the device {copy.who}" if device else copy.who
    details = ", ".join(part for part in (who, day_in_words(copy.at, now) if copy.at else "") if part)
    return f"{copy.maker} left it here ({details})." if details else f"{copy.maker} left it here."


def _places(result: MergeResult, rest: str = "") -> str:
    count = len(result.conflicts)
    places = "One place needs a decision" if count == 1 else f"{count} places need a decision"
    return f"{places}{f',{rest}' if rest else ''}."
