"""A saved web page as sheets and paragraphs: what a browser shows of it."""
