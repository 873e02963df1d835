"""Links of the site's own contents: nothing about anybody."""

from privacy.registry import declare

declare(
    nothing_personal={
        "link_keeper.BrokenLink": "a link of the company's own pages and where it leads",
        "link_keeper.OutsideLink": "an address on another site that the company's pages lead to",
    }
)
