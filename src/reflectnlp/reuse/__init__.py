"""Room: reuse."""
