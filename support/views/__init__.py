"""One resource, one view."""
