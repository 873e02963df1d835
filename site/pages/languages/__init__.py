"""Two languages as one: what happens to the other version when a page is published, moved or renamed.

effects.py   what publishing a page does to its versions, before and after
telling.py   the sentence after it, whatever screen of the admin did it
moving.py    a version that stood in the same place moves along
lists.py     a language among the filters of Wagtail's own lists that have none
"""
