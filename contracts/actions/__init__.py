"""What can be done with a contract: a verb a file, each the one owner of its change."""
