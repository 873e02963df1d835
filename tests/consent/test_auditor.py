"""`manage.py photograph_panel`: what the panel looked like, kept with its version."""

import pytest

pytestmark = pytest.mark.browser


def test_the_panel_is_photographed_with_its_version(consent_site):
    said = consent_site.manage("photograph_panel", consent_site.url)
    assert "4 pictures of version" in said
    told = consent_site.manage(
        "shell",
        "-v0",
        "-c",
        "from consent.models import PanelPicture\n"
        "for one in PanelPicture.objects.all():\n"
        "    print(one.language, one.width, bytes(one.image)[:4].hex(), len(one.sha256))",
    )
    assert told.split("\n")[:4] == [
        "en 360 89504e47 64",
        "en 1280 89504e47 64",
        "fr 360 89504e47 64",
        "fr 1280 89504e47 64",
    ]
