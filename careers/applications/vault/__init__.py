"""Files of candidates: encrypted one by one, readable with a key of the row and one of the machine.

Each file has a key of its own; the row holds it, sealed with the first of VAULT_KEYS. So a copy of
the store alone is noise, and an old copy of a file dies with its row. A file comes into the row, in
the transaction that stores the person; the worker then moves it to the private store.
"""
