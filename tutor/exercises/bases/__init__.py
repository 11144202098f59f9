"""Base distributions that an exercise may name, one in each file."""
