"""What is done with leads: one transaction each."""
