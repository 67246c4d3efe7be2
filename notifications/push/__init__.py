"""Web push: our keys, the services we may call, and the call itself (RFC 8030, 8291, 8292)."""
