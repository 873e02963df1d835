"""The translation board: pages × languages, what is up to date, what is not, and the way to act."""
