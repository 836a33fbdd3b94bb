"""Image file formats: what a file is, and how its bytes become RGB pixels."""
