"""Pure functions over text: spans, paragraphs, sentences, quotations. Knows nothing of the studio."""
