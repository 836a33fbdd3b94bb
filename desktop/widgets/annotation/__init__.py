"""Parts of the panel in which a photograph is graded and its marks are listed."""
