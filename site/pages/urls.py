from django.urls import path, re_path
from wagtail.views import serve

from pages import views

urlpatterns = [
    path("video/<str:token>/", views.play_video, name="play_video"),
    # Wagtail's own pattern stops at a slash; the feed of a news list has a name like a file's.
    re_path(r"^((?:[\w\-]+/)+atom\.xml)$", serve, name="wagtail_serve_feed"),
]
