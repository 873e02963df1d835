"""`{% site_picture image "card" sizes="…" loading="lazy" %}`."""

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cms.models import SiteImage
from cms.renditions.pictures import picture

register = template.Library()


@register.simple_tag
def site_picture(
    image: SiteImage | None,
    profile: str,
    *,
    sizes: str = "",
    loading: str = "lazy",
    alt: str | None = None,
    **attributes: str,
) -> SafeString:
    """A `<picture>` with the files that are ready, or the stand-in while none is; "" without image.

    `profile`: a place of cms.renditions.profiles. `loading`: "eager" for what is seen first.
    `alt`: instead of the image's own words. Other keywords become attributes of the `<img>`
    (underscores as hyphens): class, fetchpriority, data_…
    """
    if image is None:
        return mark_safe("")
    shown = picture(image, profile)
    sizes = sizes or shown.sizes
    several = bool(shown.sources) and len(shown.sources[-1].files) > 1
    img = {
        "src": shown.file.url,
        "srcset": shown.sources[-1].srcset if several else None,
        "sizes": sizes if several else None,
        "width": str(shown.file.width),
        "height": str(shown.file.height),
        "alt": shown.alt if alt is None else alt,
        "loading": loading,
        "decoding": "async",
        **{name.replace("_", "-"): str(value) for name, value in attributes.items()},
    }
    if shown.focus is not None:
        img["data-fx"], img["data-fy"] = (str(tenths) for tenths in shown.focus)
    if shown.pending:
        img["data-pending"] = ""
    return format_html(
        "<picture>{}<img{}></picture>",
        format_html_join(
            "",
            '<source type="{}" srcset="{}" sizes="{}">',
            ((source.mime_type, source.srcset, sizes) for source in shown.sources[:-1]),
        ),
        flatatt({name: value for name, value in img.items() if value is not None}),
    )
