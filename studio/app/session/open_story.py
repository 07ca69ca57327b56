"""What belongs to the story that is open now."""

from __future__ import annotations

from studio.app.session.open_chapter import OpenChapter
from studio.model.chapter import Chapter, ChapterId
from studio.model.project import Project
from studio.storage.lock import StoryLock
from studio.storage.places import Places
from studio.storage.snapshot import SnapshotStore
from studio.storage.story_snapshot import StorySnapshots


class OpenStory:
    """The state that the parts of a session share. Only the main thread touches it.

    Attributes:
        project: as it is now; a new value after each change.
        places: where its files lie.
        snapshots: earlier versions of its chapters (to be called on the io lane).
        moments: earlier moments of the whole story (to be called on the io lane).
        lock: who may write.
        read_only: whether nothing may be written.
        taken: who else has the story open, in a sentence; "" if nobody.
        chapters: the open ones, by id.
    """

    def __init__(
        self,
        project: Project,
        places: Places,
        lock: StoryLock | None,
        read_only: bool,
        taken: str = "",
    ) -> None:
        self.project = project
        self.places = places
        self.snapshots = SnapshotStore(places.history)
        self.moments = StorySnapshots(places.history, self.snapshots)
        self.lock = lock
        self.read_only = read_only
        self.taken = taken
        self.chapters: dict[ChapterId, OpenChapter] = {}
        self._moved: dict[ChapterId, ChapterId] = {}

    def chapter(self, chapter_id: ChapterId) -> OpenChapter | None:
        """The open chapter, also under an id that it had before it was renamed."""
        seen: set[ChapterId] = set()
        while chapter_id not in self.chapters and chapter_id in self._moved and chapter_id not in seen:
            seen.add(chapter_id)
            chapter_id = self._moved[chapter_id]
        return self.chapters.get(chapter_id)

    def listed(self, chapter_id: ChapterId) -> Chapter | None:
        """The chapter in the list, also under an id that it had before it was renamed."""
        seen: set[ChapterId] = set()
        while (found := self.project.chapter(chapter_id)) is None:
            if chapter_id not in self._moved or chapter_id in seen:
                return None
            seen.add(chapter_id)
            chapter_id = self._moved[chapter_id]
        return found

    def move(self, old: ChapterId, new: ChapterId) -> None:
        """An open chapter has another id from now on; late calls with the old one still find it."""
        self._moved[old] = new
        self._moved.pop(new, None)
        if old in self.chapters:
            self.chapters[new] = self.chapters.pop(old)
