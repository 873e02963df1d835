from wagtail import hooks

from pages import seo, snippets

hooks.register("describe_page", seo.describe_page)
hooks.register("language_feeds", seo.language_feeds)
hooks.register("search_address", seo.search_address)
hooks.register("leave_out_of_sitemap", seo.leave_out_of_sitemap)

snippets.register()
