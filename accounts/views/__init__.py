"""Pages about oneself. Signing in and its kin are allauth's views with our templates."""
