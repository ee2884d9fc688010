"""reflectnlp: reads what people write after studying."""
