"""Claim -> ResolvedClaim: takes words, gives an interval in time, a shape on the ground and actors of the registry.

``claims.resolve_claims`` is the door; ``time``, ``place`` and ``actor`` resolve one mention each, with runners-up and a
reason. Invariant: what the text does not settle stays open, with the reason why.
"""
