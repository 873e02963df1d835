"""The personal-data register: declarations, retention, eraser, requests, ledger, access journal."""
