"""Training of the learned tagger: takes MiniLM's weights and labelled reports, gives the model in the package.

Nothing here is imported by tocsin; README.md says how to run it. Invariant: everything random has a seed.
"""
