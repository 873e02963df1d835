"""Sign-up, double opt-in, Mailchimp in step both ways, campaigns."""
