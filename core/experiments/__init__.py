"""Experiments of earlier works as presets: data, training, report."""
