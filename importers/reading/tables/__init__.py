"""Sheets → the cells of the statutory tables, found by their labels."""
