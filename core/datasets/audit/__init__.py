"""Auditing a set of photographs: what is broken, out of place, there twice, or labelled in two ways."""
