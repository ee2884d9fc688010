"""Room: validation."""
