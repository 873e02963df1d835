"""Images and documents kept in order: what is unused, too large, without words or there twice.

Another file may take the place of one without any page being touched: a document keeps its address, and
the addresses an image had lead to what it shows now.
"""
