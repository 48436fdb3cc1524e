"""Statements over a staged list as a whole: which rows are whom, what they change, and the writing of it.

Everything here is a few `UPDATE … FROM` and `INSERT … SELECT` that both engines understand. `%(of)s` is the import.
"""
