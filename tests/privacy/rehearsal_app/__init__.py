"""A small app with every kind of thing the eraser meets; installed in tests only."""
