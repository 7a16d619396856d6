"""What a file says besides its tables: whose report of which year, and the prose."""
