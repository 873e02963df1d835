"""A text in both languages of the site, beside the fact it tells."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Text:
    """One sentence or name in French and in English.

    Declarations carry both languages side by side instead of a message id, so that the policy and
    the register print the same bytes in either language whatever catalogue is loaded.
    `str(text)` is the active language, French when it is not English.
    """

    fr: str
    en: str

    def into(self, language: str) -> str:
        """The text in `language` ("fr", "en-gb"…); French for any language but English."""
        return self.en if language.lower().startswith("en") else self.fr

    def __str__(self) -> str:
        return self.into(get_language() or "fr")

    def __bool__(self) -> bool:
        return bool(self.fr.strip() and self.en.strip())


def joined(texts: list[Text], separator: str = ", ") -> Text:
    """The texts one after the other, in both languages."""
    return Text(
        fr=separator.join(text.fr for text in texts), en=separator.join(text.en for text in texts)
    )
