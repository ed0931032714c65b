"""Sentence -> Claim: takes the sentences of a report, gives what each clause says happened, in words and spans.

``claims.read_claims`` is the door. Inside, one finder a kind of thing (triggers, times, places, actors, counts,
weapons, damage, sources), all by rules over the lexicon files; ``reading`` runs them over a sentence, ``clauses``
cuts it, ``roles`` and ``voices`` say who acts and who speaks. Invariant: nothing here chooses a referent.
"""
