"""A package that uses the outbox, as real ones do: a channel in tasks.py, mails in emails.py."""
