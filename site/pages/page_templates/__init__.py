"""Good pages from which others are begun: marked by Marketing, offered when a page of their type is added.

What is begun is a draft of its own: copied by Wagtail, without history, dates or address of the other.
"""
