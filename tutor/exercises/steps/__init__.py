"""Steps that an exercise may ask, one in each file."""
