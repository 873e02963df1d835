"""The starter site of the institutional pages. `manage.py load_starter_site` runs its steps.

Everything is written from what the company has made public about itself; customers and figures are
examples and say so. How to write such texts: `cms.starterkit`.
"""

from functools import partial

from cms.starterkit import PageText, Step, page_is_live, plant, register
from pages.starter import news, parts, stories
from pages.starter.about import ABOUT
from pages.starter.landing import LANDING
from pages.starter.legal import ACCESSIBILITY, LEGAL
from pages.starter.news import (
    cookies,
    journal,
    moderation,
    one_conversation,
    private_public,
    retention,
)
from pages.starter.opening import fill_home_pages, plant_home_pages
from pages.starter.products import communities, digital
from pages.starter.products import index as products
from pages.starter.service import SEARCH, SITE_MAP
from pages.starter.snippets import plant_snippets
from pages.starter.stories import energy, insurance, retail, transport

# In the order of the tree.
PAGES: tuple[PageText, ...] = (
    products.INDEX,
    digital.PAGE,
    communities.PAGE,
    stories.INDEX,
    energy.STORY,
    retail.STORY,
    transport.STORY,
    insurance.STORY,
    news.INDEX,
    private_public.ARTICLE,
    one_conversation.ARTICLE,
    cookies.ARTICLE,
    retention.ARTICLE,
    moderation.ARTICLE,
    journal.ARTICLE,
    ABOUT,
    LANDING,
    LEGAL,
    ACCESSIBILITY,
    SITE_MAP,
    SEARCH,
)

# Pages that other packages bring; menus and footers are completed when they come.
EXPECTED = (
    "/carrieres/",
    "/ressources/",
    "/contact/",
    "/newsletter/",
    "/confidentialite/",
    "/vos-donnees/",
)

register(
    Step("pages.home", order=10, run=plant_home_pages),
    Step("pages.snippets", order=20, run=plant_snippets),
    Step("pages.institutional", order=40, run=partial(plant, *PAGES)),
    Step("pages.home_content", order=80, run=fill_home_pages),
    Step("pages.parts", order=90, run=parts.plant_parts),
    *(
        Step(
            f"pages.parts:{address}",
            order=95,
            run=parts.complete_parts,
            ready=partial(page_is_live, address),
        )
        for address in EXPECTED
    ),
)
