"""Families of maps that an exercise may name, one in each file."""
