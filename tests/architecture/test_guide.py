"""The pictures of the README: all there, all used, none heavy, each said in words."""

import re

from tests.guide.taking import FOLDER, MOST_BYTES
from tests.servers import ROOT

PICTURE = re.compile(r"!\[([^\]]*)\]\((static/images/guide/[\w-]+\.webp)\)")


def test_every_picture_of_the_readme_is_there_and_light():
    shown = PICTURE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert {ROOT / path for _words, path in shown} == set(FOLDER.glob("*"))
    assert all(len(words) > 30 for words, _path in shown)
    assert all((ROOT / path).stat().st_size < MOST_BYTES for _words, path in shown)
