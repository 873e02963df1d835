from privacy.registry import declare

declare(
    nothing_personal={
        "intake.SpentToken": "a keyed hash of a random number and of what was sent, and the path of "
        "the confirmation page; kept a day so that a repeated post makes no second record",
        "intake.OpenQuestion": "a text by which Google knows a click, of use for two minutes; kept until "
        "the worker has asked, which takes moments",
    }
)
