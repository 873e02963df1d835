"""Pages and snippets of the starter site, each made in French and in English."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin

from .language import Bilingual, Text, find_page, locale_of, resolve
from .memory import remember_translation
from .streams import build_stream


@dataclass(frozen=True)
class PageText:
    """A page in both languages.

    `address` is its French one and says where it stands; `slug` the last part of the English one.
    `fields` holds the values of the page type's own fields; a stream is a list of blocks.
    """

    model: type[Page]
    address: str
    slug: str
    title: Text
    description: Text
    seo_title: Text | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def parent(self) -> str:
        return self.address.rstrip("/").rpartition("/")[0] + "/"

    @property
    def french_slug(self) -> str:
        return self.address.rstrip("/").rpartition("/")[2]


def plant(*texts: PageText) -> None:
    """Make and publish these pages in French and in English, parents before children.

    All are made, in both languages, before the first is filled: their texts link to each other. An
    editor's page that has the address already is left alone. Raises NotReady without a parent.
    """
    made: list[tuple[int, PageText]] = []
    for text in texts:
        parent = find_page(text.parent)
        if parent.get_children().filter(slug=text.french_slug).exists():
            continue
        page = text.model(
            title=text.title.resolve("fr"),
            slug=text.french_slug,
            locale=locale_of("fr"),
            live=False,
        )
        parent.add_child(instance=page)
        twin = page.copy_for_translation(locale_of("en"))
        twin.title, twin.slug = text.title.resolve("en"), text.slug
        twin.save()
        made.append((page.pk, text))
    for number, text in made:
        # Read again: the tree has grown below the page since it was made.
        page = text.model._default_manager.get(pk=number)
        publish_pair(page, text)


def publish_pair(original: Page, text: PageText) -> None:
    """Fill and publish the page, which is saved, and its English twin; both from `text`."""
    _publish(original, text, "fr")
    english = locale_of("en")
    translated = original.get_translation_or_none(english) or original.copy_for_translation(english)
    translated.slug = text.slug
    _publish(translated, text, "en")
    remember_translation(_fresh(original), _fresh(translated))


def fill(page: Page, text: PageText, language: str) -> None:
    """Set every field of `text` but those that hold many objects."""
    page.title = page.draft_title = text.title.resolve(language)
    page.search_description = text.description.resolve(language)
    page.seo_title = text.seo_title.resolve(language) if text.seo_title else ""
    for name, value in text.fields.items():
        model_field = page._meta.get_field(name)
        if isinstance(model_field, StreamField):
            path = f"{text.address}#{name}"
            setattr(page, name, build_stream(model_field, value, language, path))
        elif not model_field.many_to_many:
            setattr(page, name, resolve(value, language))


def _publish(page: Page, text: PageText, language: str) -> None:
    fill(page, text, language)
    for name, value in text.fields.items():
        if page._meta.get_field(name).many_to_many:
            setattr(page, name, resolve(value, language))
    page.save_revision().publish()


def _fresh(page: Page) -> Page:
    """The page as it is stored, of its own type."""
    return page.specific_class.objects.get(pk=page.pk)


def plant_snippet(model: type[TranslatableMixin], **values: Bilingual | str | None) -> None:
    """Make a snippet in both languages, as translations of each other."""
    original = model(locale=locale_of("fr"), **resolve(values, "fr"))
    original.save()
    translated = original.copy_for_translation(locale_of("en"))
    for name, value in resolve(values, "en").items():
        setattr(translated, name, value)
    translated.save()
    remember_translation(original, translated)
