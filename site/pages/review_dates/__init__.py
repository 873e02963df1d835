"""When each published page is to be looked at again, and by whom.

The owner of a page is Wagtail's own column. A page that is published has been looked at: its date moves.
"""
