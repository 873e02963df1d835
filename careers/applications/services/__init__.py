"""What is done with applications; each function is one transaction."""
