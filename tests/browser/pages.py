"""The pages that the browser tests open: every type once, and the states that look different."""

# By name in tests/factories/whole_site.py, or by path.
PAGES = [
    "home",
    "home_en",
    "products",
    "digital",
    "communities",
    "stories",
    "/clients/?secteur=transport",
    "story",
    "news",
    "/actualites/?p=2",
    "article",
    "team",
    "standard",
    "legal",
    "landing",
    "map",
    "search",
    "/recherche/?q=console",
    "/recherche/?q=zzzzz",
    "/essai/formulaire/",
    "/essai/formulaire/?email=x",
    "/nulle-part/",
]
