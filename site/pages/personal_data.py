"""The pages: published by the company; nothing in them is gathered from visitors."""

from privacy.registry import declare

PAGE = "a page that the company publishes; names only with the agreement of the person"
WORDS = "the words of published pages; what visitors type is not kept"

declare(
    nothing_personal={
        **dict.fromkeys(
            (
                "pages.HomePage",
                "pages.LandingPage",
                "pages.LegalPage",
                "pages.NewsIndexPage",
                "pages.NewsPage",
                "pages.ProductIndexPage",
                "pages.ProductPage",
                "pages.SearchPage",
                "pages.SiteMapPage",
                "pages.StandardPage",
                "pages.StoryIndexPage",
                "pages.StoryPage",
                "pages.TeamPage",
            ),
            PAGE,
        ),
        "pages.Author": "how an article is signed: a team, or a person who agreed to be named; it is "
        "published with the article and goes with it",
        "pages.NewsCategory": "a word by which articles are filtered",
        "pages.Sector": "a line of business by which stories are filtered",
        "pages.SearchEntry": WORDS,
        "pages.SearchWord": WORDS,
        "pages.StarterStep": "which part of the starter site has been loaded",
    }
)
