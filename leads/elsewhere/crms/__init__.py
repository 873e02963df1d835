"""One module for each CRM in use (see `leads.elsewhere.crm`)."""
