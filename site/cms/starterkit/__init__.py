"""What a starter site is made with: steps, bilingual texts, pages in both languages.

Each app may have a module `starter` (found by `manage.py load_starter_site`) that registers its
steps with `register`. A step is run once and for all: what an editor changes or deletes afterwards
stays as they left it, and a step that comes with a later release is run once on older sites.

Texts are written in pairs, French and English side by side, so that both languages always have the
same structure; wagtail-localize then knows every English text as the translation of its French one.
"""

from .language import Text, find_page, first_of, link, named, page_is_live, pages, to
from .parts import complete_part, existing, plant_part
from .plant import PageText, plant, plant_snippet
from .prose import Prose
from .steps import NotReady, Step, register, registered_steps
from .streams import Block, Table, block

__all__ = [
    "Block",
    "NotReady",
    "PageText",
    "Prose",
    "Step",
    "Table",
    "Text",
    "block",
    "complete_part",
    "existing",
    "find_page",
    "first_of",
    "link",
    "named",
    "page_is_live",
    "pages",
    "plant",
    "plant_part",
    "plant_snippet",
    "register",
    "registered_steps",
    "to",
]
