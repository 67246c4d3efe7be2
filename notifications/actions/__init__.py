"""Telling, and having been told."""
