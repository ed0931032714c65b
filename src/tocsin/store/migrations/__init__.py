"""The steps from one released schema to the next, one module each: ``v0002_what`` leads version 1 to 2.

A released step is never edited: it says what the tables were then, not what ``schema`` says now.
"""
