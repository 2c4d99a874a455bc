"""A location in, articles out: the table of readers."""
