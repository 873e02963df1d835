"""The privacy policy and « Vos données » of the starter site."""

from functools import partial

from cms.starterkit import Step, page_is_live, plant, register
from policy.starter.history import plant_history
from policy.starter.policy import POLICY
from policy.starter.publishing import publish_first_version
from policy.starter.your_data import YOUR_DATA

register(
    Step("policy.your_data", order=50, run=partial(plant, YOUR_DATA)),
    Step("policy.page", order=55, run=partial(plant, POLICY)),
    Step("policy.history", order=56, run=plant_history),
    # After every other page and piece: it freezes what the register says once they stand.
    Step(
        "policy.version",
        order=85,
        run=publish_first_version,
        ready=partial(page_is_live, "/confidentialite/"),
    ),
)
