"""Rules on commas, stops and dashes outside and inside speech."""
