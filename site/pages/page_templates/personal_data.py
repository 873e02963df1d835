"""Which pages are templates: nothing about anybody. Who marked one stands in the page's history."""

from privacy.registry import declare

declare(
    nothing_personal={
        "page_templates.PageTemplate": "a page that others are begun from, and what it is good for",
    }
)
