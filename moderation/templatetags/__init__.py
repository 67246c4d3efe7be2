"""What the front page of the desk draws."""
