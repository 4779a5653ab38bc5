"""Text to values, one kind of value a file; reading a value is total: what cannot be read stays as a literal."""
