"""The style sheet in one piece says the same as in its files."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from config.styles import LostAddress, joined
from tests.servers import ROOT


def test_every_file_of_styles_is_in_it_in_its_layer():
    sheet = joined(FileSystemStorage(location=ROOT / "static"), "css/main.css")
    assert "@import" not in sheet
    assert "/*" not in sheet
    order = re.search(r"@layer ([a-z, ]+);", sheet)[1].split(", ")
    assert order == ["tokens", "reset", "base", "layout", "components", "utilities"]
    files = {*ROOT.glob("static/css/**/*.css")} - {ROOT / "static/css/main.css"}
    for file in files:
        selector = re.search(r"^[.@:*a-z][^{,]*", _without_comments(file), re.MULTILINE)[0].strip()
        assert selector in sheet, file.name
    assert sheet.count("{") == sheet.count("}")
    assert "@media print{@layer utilities{" in sheet


def _without_comments(file: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)


def test_a_file_in_a_folder_may_not_name_another(tmp_path):
    (tmp_path / "css/parts").mkdir(parents=True)
    (tmp_path / "css/main.css").write_text('@import url("parts/a.css") layer(base);')
    (tmp_path / "css/parts/a.css").write_text('a { background: url("x.svg") }')
    with pytest.raises(LostAddress, match=r"parts/a\.css"):
        joined(FileSystemStorage(location=tmp_path), "css/main.css")
