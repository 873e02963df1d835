"""Old addresses lead to where the page is now, in one step.

Stands on wagtail.contrib.redirects (its table, its screens, its import) and takes over two things:
making redirects when pages move (services.py; WAGTAILREDIRECTS_AUTO_CREATE is off) and following them
(middleware.py). Wagtail's own leave chains and loops, and lead to pages that are not published.
"""
