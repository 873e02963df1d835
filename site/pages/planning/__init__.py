"""The calendar of publication: pages, offers and newsletters of both languages, past and to come."""
