"""Use cases that join storage, proofing and export. No Qt."""
