"""Corrections by users, gold reports made of them, and the program measured on gold reports."""
