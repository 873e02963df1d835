"""The proof of erasure: made-up people, marked, pass through the real site; nothing may be left.

Everything happens in a scratch environment: a process of its own, started with an empty environment
(no live credential reaches it), with its own database, ledger, stores, mail folder and backups in a
temporary folder, a wall around its sockets, and a clock that it moves itself. The live database is
touched once, at the end, to note the result.
"""
