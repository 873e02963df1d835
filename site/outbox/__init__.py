"""What must leave the house and may fail, and the worker that sends it."""
