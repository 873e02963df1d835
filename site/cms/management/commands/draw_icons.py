"""Draw the icons of the site again from the mark, into the folder of static files."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cms.seo.drawing import icon
from cms.seo.icons import FOLDER, PAPER

DESTINATION = Path(__file__).resolve().parents[2] / "static" / FOLDER


class Command(BaseCommand):
    help = "Draws favicon, touch icon and manifest icons; run it when the mark changes."

    def handle(self, *args: Any, **options: Any) -> None:
        DESTINATION.mkdir(parents=True, exist_ok=True)
        icon(32, share=1).save(DESTINATION / "favicon.ico", sizes=[(16, 16), (32, 32)])
        # iOS fills transparency with black; a maskable icon keeps its mark in the inner 80 %.
        icon(180, share=0.62, ground=PAPER).save(DESTINATION / "apple-touch-icon.png")
        for size in (192, 512):
            icon(size).save(DESTINATION / f"icon-{size}.png", optimize=True)
            maskable = icon(size, share=0.56, ground=PAPER)
            maskable.save(DESTINATION / f"maskable-{size}.png", optimize=True)
        self.stdout.write(str(DESTINATION))
