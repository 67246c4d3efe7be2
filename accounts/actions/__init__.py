"""What can be done to a person's account: one verb, one file."""
