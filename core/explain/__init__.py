"""Explanations: which parts of a photograph speak for an answer."""
