"""The rules of learning: standard library only, values in, values out."""
