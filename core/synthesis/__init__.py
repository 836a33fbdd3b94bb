"""Photographs whose truth is known: rendered fundi with lesions, artificial markers, the die."""
