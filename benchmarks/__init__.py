"""Figures of speed, memory and safety; reported, never asserted by the tests."""
