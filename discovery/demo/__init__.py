"""The demo catalogue: people, films and agreements that look like a working marketplace."""
