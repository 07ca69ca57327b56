"""The proofreading process: started by the window as ``python -m studio.proofing.worker``."""
