"""Photographs: files to pixels, preparation for a network, and the geometry between the two."""
