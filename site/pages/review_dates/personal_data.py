"""Dates of pages: nothing about anybody. Who owns a page is Wagtail's own column."""

from privacy.registry import declare

declare(
    nothing_personal={
        "review_dates.ReviewDate": "when a page of the site is to be looked at again",
    }
)
