"""Formulas on the answer parser's trees: made, substituted, derived, tidied, written."""
