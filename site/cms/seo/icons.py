"""The icons of the site and the colours around it, as the head and the web manifest name them."""

from dataclasses import dataclass

from django.templatetags.static import static

from cms.seo.addresses import home_path

PAPER = "#fbfaf7"
INK = "#14161f"
NIGHT = "#0f1119"
CORAL = "#ff6b4a"
FOLDER = "cms/icons"


@dataclass(frozen=True)
class Icons:
    """Where the icons and the manifest are; `light` and `dark` are the colours of the browser's bar."""

    ico: str
    svg: str
    touch: str
    manifest: str
    light: str = PAPER
    dark: str = NIGHT


def icons(language: str) -> Icons:
    return Icons(
        ico=static(f"{FOLDER}/favicon.ico"),
        svg=static("images/mark.svg"),
        touch=static(f"{FOLDER}/apple-touch-icon.png"),
        manifest=f"{home_path(language)}site.webmanifest",
    )
