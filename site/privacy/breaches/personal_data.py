from privacy.registry import declare

declare(
    nothing_personal={
        "breaches.Breach": "facts about an incident, written without names; who entered it stands in "
        "the access journal",
    }
)
