"""Contact, resource library, the lead inbox."""
