"""The review screens in the admin: who sees what, the list, the file, and what is done there."""
