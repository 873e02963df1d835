"""Publishing an offer: what it must say, where that is demanded, what happens to its other language.

Every way of publishing (button, date, workflow, bulk action, translation, copy, import, shell) ends in
one of two writes: the offer's row becomes live, or a revision gets a date on which it will. `gate`
stands before both.
"""
