"""Earlier texts: versions of chapters and of the story, backups, comparisons."""
