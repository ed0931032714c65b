"""Exports of incidents in the forms that others use: takes dossiers, gives bytes; ``catalogue`` lists them.

Each form has a module, loads the library of its users on use, and says in the catalogue what it can't hold.
"""
