"""The kind of an event follows from who acts on whom and with what; the sentences are made up for the tests."""

from __future__ import annotations

import pytest

from made_up import occurred

KINDS = [
    ("en", "Rebels ambushed an army patrol near Gao on Sunday, killing four soldiers.", "Armed clash"),
    ("en", "Gunmen attacked a village near Gao on Sunday and killed four farmers.", "Attack"),
    ("en", "A roadside bomb killed four soldiers near Gao on Sunday.", "Remote explosive/landmine/IED"),
    ("en", "A woman blew herself up in Gao on Sunday. The bombing killed four traders.", "Suicide bomb"),
    ("en", "Army engineers destroyed two improvised explosive devices near Gao on Sunday.", "Disrupted weapons use"),
    ("en", "Gunmen abducted 40 pupils in Gao on Sunday and killed a guard.", "Abduction/forced disappearance"),
    ("fr", "Des rebelles ont tendu une embuscade à l'armée près de Gao dimanche, tuant quatre soldats.", "Armed clash"),
    ("fr", "Des hommes armés ont attaqué un village près de Gao dimanche et tué quatre paysans.", "Attack"),
    ("es", "Hombres armados atacaron una vereda de Corinto el domingo y mataron a cuatro campesinos.", "Attack"),
    ("es", "Una mina mató a dos soldados en Corinto el domingo.", "Remote explosive/landmine/IED"),
    # what the words say first: with what it was done
    ("en", "Rebels attacked an army post near Gao with mortars on Sunday.", "Shelling/artillery/missile attack"),
    ("fr", "Des rebelles ont attaqué dimanche un poste près de Gao avec des drones.", "Air/drone strike"),
    ("es", "Hombres armados atacaron con explosivos un puesto en Corinto el domingo.", "Remote explosive/landmine/IED"),
    ("en", "Rebels attacked an army post near Gao on Sunday; two soldiers died.", "Armed clash"),
    # a weapon told of elsewhere says nothing of this deed
    ("en", "Gunmen killed four farmers near Gao on Sunday. A drone filmed the market.", "Attack"),
    # whoever has a contractor beside it still is a state
    ("en", "The Malian army and Wagner retook Gao on Sunday.", "Government regains territory"),
    ("en", "Rebels retook Gao on Sunday.", "Non-state actor overtakes territory"),
    # taken from home and killed is a killing; taken from home alone an abduction
    ("en", "Gunmen dragged a teacher from his home in Gao on Sunday and murdered him.", "Attack"),
    ("en", "Gunmen dragged a teacher from his home in Gao on Sunday.", "Abduction/forced disappearance"),
    ("es", "Hombres armados sacaron de su casa a un maestro en Corinto el domingo y lo asesinaron.", "Attack"),
    # whom an army kills and nobody calls civilians
    ("en", "The army killed four gunmen near Gao on Sunday.", "Armed clash"),
    ("en", "The army killed four farmers near Gao on Sunday.", "Attack"),
]


@pytest.mark.parametrize(("language", "text", "kind"), KINDS)
def test_kinds(language: str, text: str, kind: str) -> None:
    assert [event.sub_event_type for event in occurred(text, language)] == [kind]


def test_scores_are_probabilities_and_rise_with_what_is_told() -> None:
    vague = occurred("Gunmen attacked Gao.")
    plain = occurred("Gunmen abducted four traders in Gao on Sunday.")
    assert 0.0 < vague[0].score < plain[0].score < 1.0
