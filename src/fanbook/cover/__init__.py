"""A book's cover from its metadata alone."""
