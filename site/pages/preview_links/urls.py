from django.urls import path

from pages.preview_links.views import preview

urlpatterns = [path("apercu/<str:token>/", preview, name="preview_link")]
