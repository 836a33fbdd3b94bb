"""Prepared copies of whole sets: in processes, resumable, with a manifest; what they are made from is only read."""
