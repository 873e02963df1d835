"""What the institutional site adds to the roles: its sections, its pieces, its settings."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.declarations import (
    CollectionScope,
    Grant,
    Link,
    PageScope,
    add_to,
    put_under_workflow,
)
from pages import first_steps, home_panels  # noqa: F401 - the panels register themselves

if TYPE_CHECKING:
    from accounts.models import User

# Where editors write. The home page, the legal pages and what is made of them stay with Marketing.
WRITTEN = (
    "pages.NewsIndexPage",
    "pages.StoryIndexPage",
    "pages.ProductIndexPage",
    "pages.StandardPage",
    "pages.TeamPage",
    "pages.LandingPage",
)


def see_the_pages(user: "User") -> str | None:
    """The page explorer, for those who have pages in it."""
    policy = policy_registry.get_by_type(Page)
    if policy.user_has_any_permission(user, {"add", "change", "publish"}):
        return reverse("wagtailadmin_explore_root")
    return None


ARTICLE = Link(
    label=_("Write an article"),
    url=first_steps.WRITE_AN_ARTICLE,
    help=_("It stays a draft until you submit or publish it."),
    icon="edit",
    order=10,
)
PAGES = Link(
    label=_("See the pages"),
    url=see_the_pages,
    help=_("The whole site as a tree, drafts included."),
    icon="folder-open-inverse",
    order=20,
)
TRANSLATIONS = Link(
    label=_("Translations"),
    url="translation_board",
    help=_("Which pages are missing or outdated in which language."),
    icon="globe",
    permission="wagtail_localize.submit_translation",
    order=25,
)
IMAGES = Link(
    label=_("Images"),
    url="wagtailimages:index",
    help=_("Those of the pages; a description is asked of each."),
    icon="image",
    permission="wagtailadmin.access_admin",
    order=30,
)

add_to(
    "redaction",
    Grant(
        can=[
            _("Write and correct news, stories, products and standard pages"),
            _("Submit a page: Marketing reads it and publishes it"),
            _("Add images and documents"),
        ],
        pages=[PageScope(model, ("add", "change")) for model in WRITTEN],
        collections=[
            CollectionScope(
                "",
                (
                    "wagtailimages.add_image",
                    "wagtailimages.choose_image",
                    "wagtaildocs.add_document",
                    "wagtaildocs.choose_document",
                ),
            )
        ],
        permissions=["wagtail_localize.submit_translation"],
        shortcuts=[ARTICLE, PAGES, TRANSLATIONS, IMAGES],
        first_steps=[
            first_steps.ARTICLE,
            first_steps.TRANSLATION,
            first_steps.SUBMISSION,
        ],
    ),
)

add_to(
    "marketing",
    Grant(
        can=[
            _("Publish, unpublish and move every page but the job offers, which are HR's"),
            _("Read and publish what Editing submits"),
            _("Change menus, footer, announcement and the company's identity"),
            _("Make redirects, promote search results"),
            _("Make page templates, from which others begin their pages"),
            _("Change texts that several pages share: contents, questions, glossary"),
            _("Run campaigns: their pages, their tracked links, what comes of them"),
            _("See which addresses visitors ask for in vain"),
        ],
        pages=[
            PageScope(
                "pages.HomePage", ("add", "change", "publish", "bulk_delete", "lock", "unlock")
            )
        ],
        collections=[
            CollectionScope(
                "",
                (
                    "wagtailimages.add_image",
                    "wagtailimages.change_image",
                    "wagtailimages.delete_image",
                    "wagtailimages.choose_image",
                    "wagtaildocs.add_document",
                    "wagtaildocs.change_document",
                    "wagtaildocs.delete_document",
                    "wagtaildocs.choose_document",
                ),
            )
        ],
        permissions=[
            "wagtail_localize.submit_translation",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
            "wagtailredirects.view_redirect",
            "cms.view_missingpath",
            "cms.change_missingpath",
            "cms.change_publicationrule",
            "wagtailsearchpromotions.add_searchpromotion",
            "wagtailsearchpromotions.change_searchpromotion",
            "wagtailsearchpromotions.delete_searchpromotion",
            *(
                f"cms.{action}_{model}"
                for model in ("mainmenu", "footer", "announcementbar", "companyidentity")
                for action in ("add", "change", "publish")
            ),
            *(
                f"pages.{action}_{model}"
                for model in ("author", "newscategory", "sector")
                for action in ("add", "change", "delete", "view")
            ),
            *(f"campaigns.{action}_campaign" for action in ("add", "change", "delete", "view")),
            *(
                f"pieces.{action}_{model}"
                for model in ("sharedcontent", "glossaryterm", "frequentquestion", "topic")
                for action in ("add", "change", "delete", "view")
            ),
        ],
        shortcuts=[
            ARTICLE,
            PAGES,
            TRANSLATIONS,
            IMAGES,
            Link(
                label=_("Redirects"),
                url="wagtailredirects:index",
                help=_("From an old address to the page that took its place."),
                icon="redirect",
                permission="wagtailredirects.change_redirect",
                order=40,
            ),
        ],
        first_steps=[first_steps.ARTICLE, first_steps.PUBLICATION],
    ),
)

put_under_workflow("publication", *WRITTEN, "pages.LegalPage")
