"""Backup and restore: database, media and private files of one moment, encrypted; never the ledger.

The ledger of erasures is left out on purpose: after a restore it is what tells who must not come
back (`privacy.ledger`), so it must not be as old as the backup.
"""
