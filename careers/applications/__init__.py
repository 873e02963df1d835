"""Applications to offers: from the form to the day on which everything about them is erased."""
