"""Makes offers in both languages. Their workplaces are not translated, so they are named by slug."""

from dataclasses import replace

from careers.models import Workplace
from cms.starterkit import NotReady, PageText, plant
from cms.starterkit.language import Bilingual


class Places(Bilingual):
    """The workplaces with these slugs, the same in every language."""

    def __init__(self, *slugs: str) -> None:
        self.slugs = slugs

    def resolve(self, language: str) -> list[Workplace]:
        found = list(Workplace.objects.filter(slug__in=self.slugs))
        if len(found) != len(self.slugs):
            raise NotReady(f"workplaces {', '.join(self.slugs)}")
        return found


def plant_offers(*offers: PageText) -> None:
    """Make and publish example offers."""
    plant(*(replace(one, fields={**one.fields, "is_example": True}) for one in offers))
