"""What the search knows of the published pages. Made from the pages, never edited."""

from django.db import models


class SearchEntry(models.Model):
    """The words of one published page that the public search may show.

    The columns in `…_terms` hold stems (pages.search.words). The database keeps a full-text index
    over them that Django does not see (migration 0002): an FTS5 table fed by triggers on SQLite, a
    generated tsvector column on PostgreSQL.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    language = models.CharField(max_length=12, db_index=True)
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    title_terms = models.TextField(blank=True)
    lead_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)
    # The words of the page as SearchWord counts them, so that they can be counted back.
    vocabulary = models.TextField(blank=True)

    # Copied from pages as soon as they change; what points to a page is told by the page itself.
    wagtail_reference_index_ignore = True


class SearchWord(models.Model):
    """A word that stands on at least one published page of a language; what suggestions offer."""

    language = models.CharField(max_length=12)
    folded = models.CharField(max_length=30, db_index=True)
    written = models.CharField(max_length=30)
    pages = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded"], name="pages_searchword_once_per_language"
            )
        ]
        indexes = [
            # All that is asked of the words that stand on the most pages.
            models.Index(
                fields=["language", "-pages", "folded", "written"],
                name="pages_searchword_frequent",
            )
        ]
