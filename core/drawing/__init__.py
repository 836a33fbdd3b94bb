"""Plots as plain shapes, which a report writes as SVG or into a PDF. Nothing here knows where they go."""
