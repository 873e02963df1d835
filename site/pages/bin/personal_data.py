"""Deleted pages of the site, for a while: nothing about anybody."""

from privacy.registry import declare

declare(
    nothing_personal={
        "bin.BinEntry": "where a deleted page of the site stood, and which of its versions was public",
        "bin.BinPage": "the place where deleted pages wait",
    }
)
