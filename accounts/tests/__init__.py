"""Tests of accounts, one file a page or action."""

PASSWORD = "correct-horse-battery"  # noqa: S105 - the cast's, see /conftest.py
