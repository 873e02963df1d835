"""Links to drafts of the company's own pages. Whoever opens one is counted and not known."""

from privacy.registry import declare

declare(
    nothing_personal={
        "preview_links.PreviewLink": "a private address of a page and how often it was opened; "
        "nothing is kept of who opened it",
    }
)
