"""The careers section of the starter site: the list, five example offers, applying without an offer."""

from functools import partial

from careers.starter import operations, product
from careers.starter.lists import plant_lists
from careers.starter.pages import INDEX, SPONTANEOUS
from careers.starter.planting import plant_offers
from cms.starterkit import Step, plant, register

OFFERS = (
    product.PYTHON,
    product.DESIGN,
    operations.SUPPORT,
    operations.COMMUNITIES,
    operations.WORK_STUDY,
)

register(
    Step("careers.lists", order=20, run=plant_lists),
    Step("careers.index", order=30, run=partial(plant, INDEX)),
    Step("careers.offers", order=40, run=partial(plant_offers, *OFFERS)),
    Step("careers.spontaneous", order=45, run=partial(plant, SPONTANEOUS)),
)
