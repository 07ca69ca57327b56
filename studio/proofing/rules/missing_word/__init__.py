"""Rules on words left out, put in, or written twice."""
