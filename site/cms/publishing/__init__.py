"""Before a page is published: what is missing or weak, and what may not go out like that.

checks/    what is looked at; any app adds its own with `register_check`
rules.py   which of them refuse a publication, and for whom (marketing decides)
gate.py    the refusal itself, before the two writes that every way of publishing ends in
"""
