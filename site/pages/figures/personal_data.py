"""Figures of the site: numbers per day, which tell no two visitors apart. Exempt by construction.

No cookie, no address, no fingerprint: of a request are kept the page, the host of the site one came from,
the country in the browser's first language, and nothing that ties two requests to each other.
"""

from privacy.registry import declare

declare(
    nothing_personal={
        "figures.DailyFigure": "numbers per day, page, referring host and country of language",
    }
)
