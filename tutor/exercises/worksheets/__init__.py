"""Exercises worked as a chain of quantities: layers of flows, and learning."""
