"""Normalizing flows: base distributions, transforms, and the change of variables."""
