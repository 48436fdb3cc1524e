"""Sample data: a believable agency and its creators, every one of them invented."""
