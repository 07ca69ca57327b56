"""What is open: the story, its chapters, saving them, and what happens outside."""
