"""Marketing's screens: the inbox, one lead, what is set up, figures."""
