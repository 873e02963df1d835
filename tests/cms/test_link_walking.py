"""Links are found and changed wherever they stand in a content."""

from cms.links.walking import TAKE_OUT, LeadTo, change_links, links_of
from cms.models import MainMenu


def test_links_in_blocks_are_changed_where_they_stand(site):
    menu = MainMenu(
        locale=site.french,
        entries=[
            {
                "type": "entry",
                "value": {
                    "label": "Un",
                    "page": site.about.pk,
                    "address": "",
                    "children": [
                        {"type": "item", "value": {"label": "Deux", "page": 77, "address": ""}},
                        {
                            "type": "item",
                            "value": {"label": "Trois", "page": None, "address": "/x/"},
                        },
                    ],
                },
            }
        ],
    )
    assert [link.target for link in links_of(menu)] == [f"page:{site.about.pk}", "page:77", "/x/"]
    count = change_links(menu, lambda link: TAKE_OUT if link.page == 77 else LeadTo(address="/y/"))
    assert count == 3
    assert [link.target for link in links_of(menu)] == ["/y/", "/y/"]
