"""Rights of persons (GDPR art. 12 to 22): requests, proof of address, answers and their clock."""
