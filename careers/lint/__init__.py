"""A second look at the wording of an offer, shown in Wagtail's content checker.

`findings(offer)` is made here, on the server, in both languages; the preview shows each finding as an
element, and `checker` gives Wagtail's checker a rule per kind that points at those elements.
Nothing here refuses a publication; what the law refuses stands in `publication.obstacles`.
"""

from .findings import Finding, findings

__all__ = ["Finding", "findings"]
