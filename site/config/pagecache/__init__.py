"""Whole pages, kept in the process and answered before Django is asked.

Every visitor gets the same bytes, so a page is kept once for each address (with the arguments it reads,
and no others) and each set of services that may load, which is all its headers depend on. What it was
made of is noted while it is made (`cms.freshness`); it goes when any of that is written, at a date that
lies in it, and at midnight.
"""
