"""The news: its list, and how an article is put together."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from cms.starterkit import Block, PageText, Text, named
from cms.starterkit.language import Bilingual
from pages.models import Author, NewsCategory, NewsIndexPage, NewsPage

INDEX = PageText(
    model=NewsIndexPage,
    address="/actualites/",
    slug="news",
    title=Text("Actualités", "News"),
    description=Text(
        "Articles de Dimelo sur les canaux, les communautés et les données : ce que nous "
        "apprenons en éditant des logiciels de relation client.",
        "Articles by Dimelo on channels, communities and data: what we learn from making "
        "software for customer relations.",
    ),
    fields={
        "summary": Text(
            "Des articles pour celles et ceux qui répondent aux clients : les canaux, les "
            "communautés, les données. Peu, mais travaillés.",
            "Articles for people who answer customers: channels, communities, data. "
            "Not many, but carefully made.",
        ),
    },
)


@dataclass(frozen=True)
class DaysAgo(Bilingual):
    """A date counted back from the day on which the site is loaded."""

    days: int

    def resolve(self, language: str) -> datetime.date:
        return timezone.localdate() - datetime.timedelta(days=self.days)


def article(
    *,
    address: str,
    slug: str,
    title: Text,
    summary: Text,
    description: Text,
    category: str,
    author: Text,
    days_ago: int,
    body: list[Block],
) -> PageText:
    """An article, below the list; `category` and `author` by their French names."""
    return PageText(
        model=NewsPage,
        address=f"/actualites/{address}/",
        slug=slug,
        title=title,
        description=description,
        fields={
            "summary": summary,
            "date": DaysAgo(days_ago),
            "category": named(NewsCategory, category),
            "authors": [named(Author, author.fr)],
            "body": body,
        },
    )
