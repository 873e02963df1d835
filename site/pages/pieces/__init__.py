"""What is written once and shown on many pages: shared contents, glossary terms, frequent questions.

Each exists once per language. A page shows the one of its own language, else the one that was chosen.
Before a change is saved, whoever makes it sees the published pages it alters.
"""
