"""Fixtures of money's tests."""
