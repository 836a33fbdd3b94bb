"""Rendered colour fundus photographs of a known grade, with a mask of every lesion."""
