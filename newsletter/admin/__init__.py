"""Marketing's screens of the newsletter."""
