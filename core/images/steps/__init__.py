"""The steps of a preparation, one a file. Each knows what it does to pixels and where every pixel came from."""
