"""The test run's own engines and databases. Nothing here is imported outside tests."""
