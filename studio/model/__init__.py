"""The story as values: project, chapters, scenes, cast. No files, no Qt."""
