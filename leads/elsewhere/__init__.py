"""Other tools that are told of leads: signed webhooks, and CRMs by an adapter each."""
