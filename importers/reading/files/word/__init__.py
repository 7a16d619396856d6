"""A .docx as sheets and paragraphs."""
