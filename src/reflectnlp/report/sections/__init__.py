"""Frames in, what the templates show out: one file a part of the report."""
