"""Screens of the doors, of the second factor, and of one's own account."""
