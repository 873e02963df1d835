"""Job boards to which offers are carried by hand; the name is the `?via=` of the address they get."""

BOARDS: dict[str, str] = {
    "apec": "Apec",
    "france-travail": "France Travail",
    "hellowork": "HelloWork",
    "indeed": "Indeed",
    "linkedin": "LinkedIn",
    "wttj": "Welcome to the Jungle",
}
