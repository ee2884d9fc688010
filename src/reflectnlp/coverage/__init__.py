"""Room: coverage."""
