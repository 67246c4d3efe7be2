"""Topics of the outbox that move money."""
