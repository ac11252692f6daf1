"""The coast: data, and what makes it."""
