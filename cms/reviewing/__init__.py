"""Reviews of reports: who is told, who holds which post, and what became of a report."""
