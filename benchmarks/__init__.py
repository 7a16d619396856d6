"""Every speed claim of the project, one file each, as a ratio to a reference of the same run."""
