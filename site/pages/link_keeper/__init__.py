"""Links that lead nowhere: found each night, shown where they stand, mended in one click.

Links within the site (pages, addresses, anchors) are checked each night; links to other sites when somebody
asks for it, by the worker. The addresses that visitors ask for in vain are in cms.missing_paths.
"""
