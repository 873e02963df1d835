"""The mails to candidates and to staff."""
