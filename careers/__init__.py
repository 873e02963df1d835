"""Job offers, applications, the CV vault, the review screens."""
