"""Plants what a careless program leaves: an address in a log row, a note in a file, a line in the log."""
