"""One module a validator: each takes files and returns what it finds in them, as data."""
