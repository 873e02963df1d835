"""What this package adds to the Wagtail admin, and what it tells the head of pages about its types."""

from wagtail import hooks

from pages import seo, snippets

snippets.register()

hooks.register("describe_page", seo.describe_page)
hooks.register("language_feeds", seo.language_feeds)
hooks.register("search_address", seo.search_address)
hooks.register("leave_out_of_sitemap", seo.leave_out_of_sitemap)
