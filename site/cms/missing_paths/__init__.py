"""The addresses that people ask for in vain (« Pages introuvables »), and the way from there to a redirect.

Kept: path, count, first and last day. Not kept: who, from where, with what, query strings. Bounded:
neither a flood of made-up addresses nor a scanner fills the table (recording.py).
"""
