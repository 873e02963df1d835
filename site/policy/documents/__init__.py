"""The text of a version: one small kind of HTML from which the page, the PDF and the comparison are made."""
