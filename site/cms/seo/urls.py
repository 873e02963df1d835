"""Fixed addresses: those without a language, and those each language has."""

from django.urls import path

from cms.seo import views

urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_file, name="sitemap_file"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security_txt"),
    path("favicon.ico", views.favicon, name="favicon"),
]

localized_urlpatterns = [path("site.webmanifest", views.manifest, name="manifest")]
