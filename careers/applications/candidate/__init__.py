"""What a candidate sees: the form, its receipt, and the page behind the private link."""
