"""Pages of Wagtail's own means only: what ours are compared with."""
