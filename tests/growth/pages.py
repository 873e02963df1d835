"""Pages in both languages, as if editors had published for twenty years: articles for the most part."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from modelsearch.backends import get_search_backend
from wagtail.models import Locale, Page, ReferenceIndex, Revision

from pages.models import Author, HomePage, NewsCategory, NewsIndexPage, NewsPage, StandardPage
from tests.growth.bulk import analyse, insert_own_table, steps
from tests.growth.searching import index_pages
from tests.growth.words import paragraph, sentence

BATCH = 500
# Nine of ten are articles; the others stand in the sections, of a hundred pages, of a manual.
OTHERS = 10
IN_SECTION = 100


def grow_pages(number: int) -> None:
    """So many published pages more, half of them in each language, each with its translation."""
    for language in ("fr", "en"):
        _grow(language, number // 2)
    analyse()


def _grow(language: str, number: int) -> None:
    locale = Locale.objects.get(language_code=language)
    home = HomePage.objects.get(locale=locale, depth=2)
    news = NewsIndexPage.objects.child_of(home).first() or _below(
        home, NewsIndexPage(title="Actualités", slug="actualites")
    )
    known, others = _known(locale, "article"), number // OTHERS
    for span in steps(known, known + number - others, BATCH):
        put_articles(news, span)
    known = _known(locale, "page")
    manual = StandardPage.objects.child_of(home).filter(slug="manual").first() or _below(
        home, StandardPage(title="Manual", slug="manual")
    )
    for span in steps(known, known + others, IN_SECTION):
        section = _below(
            manual, StandardPage(title=f"Section {span.start}", slug=f"section-{span.start}")
        )
        _put(section, [_standard(section, one) for one in span])


def _known(locale: Locale, kind: str) -> int:
    """How many of them were grown before: numbering goes on from there."""
    return Page.objects.filter(locale=locale, slug__startswith=f"grown-{kind}-").count()


def _below(parent: Page, page: Page) -> Any:
    """One page the slow way."""
    page.locale = parent.locale
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def put_articles(news: NewsIndexPage, span: range) -> None:
    categories = list(NewsCategory.objects.filter(locale=news.locale))
    authors = list(Author.objects.filter(locale=news.locale))
    rows = [_article(news, one) for one in span]
    for place, row in enumerate(rows):
        row.category = categories[place % len(categories)] if categories else None
    _put(news, rows, authors)


def _article(news: NewsIndexPage, number: int) -> NewsPage:
    language = news.locale.language_code
    day = timezone.localdate() - datetime.timedelta(days=30 + number // 3)
    return NewsPage(
        **_common(news, "article", number),
        date=day,
        summary=sentence(number, 18),
        body=_body(number, language),
    )


def _standard(section: Page, number: int) -> StandardPage:
    language = section.locale.language_code
    return StandardPage(
        **_common(section, "page", number),
        summary=sentence(number, 18),
        body=_body(number, language),
    )


def _common(parent: Page, kind: str, number: int) -> dict[str, Any]:
    """What makes it published; translations share their key."""
    slug, moment = f"grown-{kind}-{number}", timezone.now() - datetime.timedelta(hours=number)
    return {
        "title": sentence(number, 6)[:-1],
        "draft_title": sentence(number, 6)[:-1],
        "slug": slug,
        "url_path": f"{parent.url_path}{slug}/",
        "locale": parent.locale,
        "translation_key": uuid.uuid5(uuid.NAMESPACE_URL, slug),
        "depth": parent.depth + 1,
        "numchild": 0,
        "live": True,
        "first_published_at": moment,
        "last_published_at": moment,
        "latest_revision_created_at": moment,
    }


def _body(number: int, language: str) -> list[dict[str, Any]]:
    texts = [f"<p>{paragraph(number * 3 + part, language)}</p>" for part in range(3)]
    return [{"type": "text", "value": text} for text in texts]


@transaction.atomic
def _put(parent: Page, rows: Sequence[Any], authors: Sequence[Author] = ()) -> None:
    """These pages below `parent`, after its last child, with all that publishing keeps of them."""
    parent.refresh_from_db()
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    kind = ContentType.objects.get_for_model(type(rows[0]))
    for place, row in enumerate(rows, 1):
        row.path = Page._get_path(parent.path, parent.depth + 1, step + place)
        row.content_type = kind
    plain = [_first_table(row) for row in rows]
    Page.objects.bulk_create(plain, batch_size=BATCH)
    for row, first in zip(rows, plain, strict=True):
        row.pk = row.id = first.pk
    insert_own_table(rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))
    if authors:
        through = NewsPage.authors.through
        through.objects.bulk_create(
            through(newspage_id=row.pk, author_id=authors[row.pk % len(authors)].pk) for row in rows
        )
    _remember(rows)


def _first_table(row: Page) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    return Page(**{name: getattr(row, name) for name in names})


def _remember(rows: Sequence[Any]) -> None:
    """The version that was published, what points where, and both search indexes."""
    base, kind = ContentType.objects.get_for_model(Page), rows[0].content_type
    made = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(row.pk),
            object_str=row.title,
            created_at=row.last_published_at,
            content=row.serializable_data(),
        )
        for row in rows
    )
    for row, revision in zip(rows, made, strict=True):
        row.latest_revision_id = row.live_revision_id = revision.pk
    Page.objects.bulk_update(rows_of_first_table(rows), ["latest_revision", "live_revision"])
    for row in rows:
        ReferenceIndex.create_or_update_for_object(row)
    get_search_backend("default").get_index_for_model(type(rows[0])).add_items(
        type(rows[0]), list(rows)
    )
    index_pages(rows)


def rows_of_first_table(rows: Sequence[Any]) -> list[Page]:
    return [
        Page(
            pk=row.pk,
            latest_revision_id=row.latest_revision_id,
            live_revision_id=row.live_revision_id,
        )
        for row in rows
    ]
