"""The one eraser, for retention, requests and withdrawals alike.

Order: mark → ledger intent → files and processors (outbox) → row → traces → verify → ledger done.
"Mark, file, row" leaves no orphan wherever it is killed; "row, file" does. Every step is committed
before the next begins and may be repeated, so the next run finishes what a killed one began.
"""
