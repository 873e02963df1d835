"""Pieces of pages: published by the company; nothing in them is gathered from visitors."""

from privacy.registry import declare

declare(
    nothing_personal={
        "pieces.Topic": "a word under which terms and questions are kept",
        "pieces.SharedContent": "words of published pages, written by the company",
        "pieces.GlossaryTerm": "a word of the trade and what it means",
        "pieces.FrequentQuestion": "a question of general interest and the company's answer",
    }
)
