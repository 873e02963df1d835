from django.db import models
from wagtail.models import Page


class SocialImage(models.Model):
    """The image that networks show for a page, drawn from its title by the worker.

    `drawn_from` tells what it was drawn from, so that it is drawn again only when that changes.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    drawn_from = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
