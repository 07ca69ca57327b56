"""Files: loading, atomic saving, journal, snapshots, watching, merging."""
