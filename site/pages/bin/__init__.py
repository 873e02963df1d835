"""The bin: a page that staff delete is taken off the site and kept for a while, with all below it.

It is moved, not copied: its versions, its history, its translations and the links to it stay what they
were, so that nothing is missing when it comes back.
"""
