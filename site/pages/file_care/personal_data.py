"""Which files of the site are used where: nothing about anybody."""

from privacy.registry import declare

declare(
    nothing_personal={
        "file_care.FormerAddress": "a name that an image of the site had in the public store",
        "file_care.DraftUse": "which image or document stands in which draft",
    }
)
