"""Institutional pages: home, standard, product, customer story, news, search."""
