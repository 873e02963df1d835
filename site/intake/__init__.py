"""What every public form shares: human check, throttling, notice, posting once."""
