"""The catalogue: one SQLite file a project, which knows every photograph by its content."""
