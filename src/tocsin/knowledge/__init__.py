"""What is known before reading: lexicons, dates, actors, places, boundaries, outlets, event types, as data files.

One loader (``files``), one package a kind of knowledge, one list of sources (``SOURCES.toml``). Invariant: facts and
words live in the files, with their source; the code beside them only looks them up.
"""
