"""Parse and validate, nothing else. No imports here: allauth loads `signup` before models exist."""
