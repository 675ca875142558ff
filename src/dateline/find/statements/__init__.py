"""Statements: who said what, in quotation marks and out of them."""
