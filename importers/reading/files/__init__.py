"""A file of any kind → sheets, with guards before every parser."""
