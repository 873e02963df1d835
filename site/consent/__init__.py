"""Trackers, the visitor's choice and its evidence."""
