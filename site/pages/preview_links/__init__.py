"""Private links to a page that is not public yet, for people without an account.

Each opens one page as its draft stands, or as the page will look on a date; it expires, is revocable, and
is counted. The address is the key: only its hash is kept.
"""
