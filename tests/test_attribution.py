"""Who says it and how it stands, from sentences of a report to the record's status, claimant and sources."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.extract.statements import party_behind
from tocsin.ingest.issuer import issuer_in
from tocsin.knowledge.lexicon import lexicon
from tocsin.model import Attribution, Report
from tocsin.pipeline import code_report


def attributions(language: str, text: str, kind: str = "media", source: str | None = "Test Wire") -> list[Attribution]:
    """The attribution of every event told by ``text``, which stands under a headline unless it brings its own."""
    page = text if "\n" in text else f"N° 12\n\n{text}\n"
    report = Report("x", page, language, source=source, source_kind=kind, published=date(2025, 6, 12))
    return [event.attribution for event in code_report(report).events]


def only(language: str, text: str, **changes: str) -> Attribution:
    (found,) = attributions(language, text, **changes)
    return found


CLAIMED = [
    ("en", "Nine soldiers died near Tessalit on Monday. JNIM circulated photographs of the dead and of seized rifles."),
    ("en", "A drone hit the camp of Tessalit on Monday. JNIM confirmed its men had launched it."),
    ("en", "Nine soldiers died near Tessalit on Monday. JNIM listed the raid among its operations."),
    ("en", "JNIM fighters stormed Tessalit on Monday, the group's information officer told reporters."),
    ("en", 'A mine killed nine soldiers near Tessalit on Monday. JNIM took "full responsibility".'),
    (
        "en",
        "By the grace of Allah, the lions of JNIM stormed the camp of Tessalit on Monday. Praise be to Allah.",
    ),
    ("en", "Your brothers of JNIM fell upon the camp of Tessalit on Monday and killed nine soldiers."),
    ("fr", "Vos frères du JNIM ont attaqué lundi le camp de Tessalit et tué neuf soldats."),
    (
        "fr",
        "Neuf soldats ont été tués lundi près de Tessalit. L'embuscade a été signée par le JNIM.",
    ),
    ("es", "La emboscada del lunes cerca de Tessalit, con nueve soldados muertos, fue asumida por el JNIM."),
    ("es", "Nueve soldados murieron el lunes cerca de Tessalit. El JNIM se hizo responsable en un panfleto."),
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM later circulated pictures of the raid."),
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM owned up to the ambush in a press release."),
    ("en", "JNIM announced that it had shelled the barracks of Tessalit on Monday."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a endossé l'opération."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM s'en est prévalu sur ses canaux."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a admis être responsable de la tuerie."),
    ("es", "Nueve soldados murieron el lunes en un ataque cerca de Tessalit. JNIM dijo que la acción fue obra suya."),
    ("es", "Nueve soldados murieron el lunes en un ataque cerca de Tessalit. JNIM se arrogó el ataque."),
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM boasted of the attack."),
    ("en", "JNIM men stormed Tessalit on Monday. JNIM gave its version: its military spokesman said 31 soldiers died."),
    ("en", "JNIM was quick to present the killing of nine soldiers near Tessalit on Monday as its work."),
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM said one of its men had led them."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le JNIM s'est vanté d'avoir mené l'attaque."),
    ("es", "Nueve soldados murieron el lunes cerca de Tessalit. El JNIM se hizo responsable del ataque."),
    ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM claimed responsibility for the attack."),
    ("en", "A bomb killed nine soldiers near Tessalit on Monday. JNIM said the next day that it was behind the blast."),
    ("en", "JNIM said its fighters had killed nine soldiers near Tessalit on Monday."),
    ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a revendiqué l'attaque."),
    ("es", "Nueve soldados murieron el lunes en un ataque cerca de Tessalit. JNIM se atribuyó el ataque."),
]


@pytest.mark.parametrize(("language", "text"), CLAIMED)
def test_a_party_that_says_it_did_it_claims(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("claimed", "jnim")
    assert found.sources[0].actor == "jnim" and found.sources[-1].name == "Test Wire"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed nine soldiers near Tessalit on Monday. No group has claimed responsibility."),
        ("en", "Gunmen killed nine soldiers near Tessalit on Monday. JNIM said its men were not in the area."),
        ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a publié un message sans en parler."),
        ("en", "Suspected jihadists reportedly killed nine traders near Tessalit on Monday."),
        ("en", "Nine traders were killed near Tessalit on Monday. Police arrested two suspects."),
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit par des djihadistes présumés."),
        ("es", "Presuntos yihadistas mataron el lunes a nueve comerciantes cerca de Tessalit."),
    ],
)
def test_hedges_and_suspects_leave_it_reported(language: str, text: str) -> None:
    found = attributions(language, text)[0]
    assert (found.status, found.claimant) == ("reported", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine traders were killed near Tessalit on Monday. Residents blamed JNIM."),
        ("en", "Nine traders were killed near Tessalit on Monday. The army accused JNIM, which denied any part in it."),
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit. Un élu accuse le GSIM."),
        ("es", "Nueve comerciantes murieron el lunes en un ataque cerca de Tessalit. El alcalde culpó al JNIM."),
    ],
)
def test_an_accused_party_makes_it_alleged_and_claims_nothing(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("alleged", None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Malian army acknowledged that five of its soldiers were killed near Tessalit on Monday."),
        (
            "en",
            "The Malian army said on Thursday that its aircraft had struck a camp near Tessalit and killed nine men.",
        ),
        ("fr", "L'armée malienne a reconnu que cinq soldats ont été tués lundi près de Tessalit."),
        ("es", "El Ejército de Malí reconoció que cinco soldados murieron el lunes en un ataque cerca de Tessalit."),
    ],
)
def test_a_state_confirms_its_own_deeds_and_losses(language: str, text: str) -> None:
    assert only(language, text).status == "confirmed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The RSF denied that its fighters had shelled the camp at Zamzam on Monday, killing 12 people."),
        ("fr", "Le GSIM nie avoir tué neuf commerçants lundi près de Tessalit."),
        ("es", "El ELN desmintió haber puesto la bomba que mató el lunes a dos policías en Tame."),
    ],
)
def test_a_deed_told_only_by_those_who_deny_it_is_denied(language: str, text: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("denied", None)


@pytest.mark.parametrize(
    "text",
    [
        "Nine traders were killed near Tessalit on Monday. The government has not acknowledged the attack.",
        "Nine traders were killed near Tessalit on Monday, and six were admitted to hospital, residents said.",
        "Nine traders were killed near Tessalit on Monday. The toll could not be independently confirmed.",
    ],
)
def test_nobody_confirms_what_is_not_confirmed(text: str) -> None:
    assert only("en", text).status == "reported"


STATEMENT = (
    "AZAWAD LIBERATION FRONT (FLA)\nPress release no. 14\n\n"
    "On 9 June our forces ambushed a convoy of the Malian army near Anefis and killed twelve soldiers.\n\n"
    "On 10 June army warplanes bombed the market of Ber and killed four herders.\n\n"
    "We reject the accusation that our fighters killed three traders at Gossi on 2 June.\n"
)


def test_a_statement_is_weighed_deed_by_deed() -> None:
    """What a party did it claims, what its enemy did it alleges, what it disowns is denied."""
    found = attributions("en", STATEMENT, kind="unknown", source="")
    assert [(a.status, a.claimant) for a in found] == [("claimed", "fla"), ("alleged", None), ("denied", None)]
    assert [a.sources[0].stance for a in found] == ["claims", "accuses", "denies"]


@pytest.mark.parametrize(
    ("language", "head", "deed"),
    [
        ("fr", "Communiqué n° 7\nFront de libération de l'Azawad", "Le 9 juin, le camp d'Anefis a été attaqué."),
        (
            "es",
            "Ejército de Liberación Nacional\nComunicado",
            "El 9 de junio fue atacada una patrulla del Ejército cerca de Tame.",
        ),
        (
            "en",
            "[Translation] Statement of Harakat al-Shabaab al-Mujahideen",
            "On 9 June the base at Marka was attacked.",
        ),
    ],
)
def test_a_letterhead_names_the_author(language: str, head: str, deed: str) -> None:
    assert attributions(language, f"{head}\n\n{deed}\n", kind="unknown", source="")[0].status == "claimed"


def test_a_party_named_above_its_own_words_speaks_them() -> None:
    text = (
        "TO THE PEOPLE OF CATATUMBO\n\nEastern War Front, National Liberation Army (ELN)\n\n"
        "On 9 June our units attacked a patrol near Tame. Men of the FARC dissidents' 33rd Front tore down "
        "the flag that our comrades had raised.\n"
    )
    assert {found.claimant for found in attributions("en", text, kind="unknown", source="")} == {"eln"}


def test_a_headline_about_a_statement_is_no_letterhead() -> None:
    text = "JNIM statement claims Farabougou attack\n\nOn 9 June the army camp at Tessalit was attacked.\n"
    assert attributions("en", text)[-1].status == "reported"


def test_a_state_bulletin_confirms() -> None:
    text = "On 9 June a patrol fell into an ambush near Konna and two soldiers were killed."
    assert only("en", text, kind="government", source="General Staff").status == "confirmed"


def test_a_bulletin_of_one_army_about_another_country_is_its_own() -> None:
    text = (
        "General Staff of the Armed Forces of Ukraine\nPress release No. 4\n\n"
        "On 9 June, near Kursk in Russia, 15 enemy soldiers were killed by our units.\n"
    )
    report = Report("r", text, "en", source="General Staff", source_kind="government", published=date(2024, 6, 20))
    doers = [a.id for event in code_report(report).events for a in event.actors if a.role == "attacker"]
    assert doers == ["ua:military"]


@pytest.mark.parametrize("office", ["Ministère de l'intérieur", "État-major de l'armée de terre"])
def test_an_office_in_small_letters_issues_its_bulletin(office: str) -> None:
    issuer = issuer_in([office, "Communiqué n° 3"])
    assert issuer and issuer.name == office


def test_a_name_in_brackets_does_not_turn_the_sentence_round() -> None:
    found = only("en", "The Azawad Liberation Front (FLA) said its fighters had killed 12 soldiers near Ber on Monday.")
    assert found.sources[0].actor == "fla"


@pytest.mark.parametrize(
    "words",
    [
        "Responsibility was claimed by Jaish al-Fursan, a little-known group close to the Pakistani Taliban.",
        "Jaish al-Fursan claimed responsibility for the blast. The Pakistani Taliban denied any part in it.",
    ],
)
def test_a_group_that_the_register_lacks_claims_by_its_name(words: str) -> None:
    found = only("en", f"A blast killed four people in Lakki Marwat on Monday. {words}")
    assert (found.status, found.claimant) == ("claimed", "Jaish al-Fursan")
    first = found.sources[0]
    assert (first.name, first.actor, first.kind, first.stance) == ("Jaish al-Fursan", None, "party", "claims")


def test_a_spokesman_speaks_for_his_party() -> None:
    text = "Nine soldiers were killed near Tessalit on Monday. JNIM's spokesman said the road was closed."
    assert all(s.kind != "official" for s in only("en", text).sources)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Neuf commerçants ont été tués lundi près de Tessalit, ont confirmé des habitants.", "witness"),
        ("fr", "Selon l'hôpital, neuf commerçants ont été tués lundi près de Tessalit.", "medical"),
        ("es", "Según la Cruz Roja, nueve comerciantes murieron el lunes en un ataque cerca de Tessalit.", "medical"),
        ("en", "Nine traders were killed near Tessalit on Monday, a doctor said.", "medical"),
    ],
)
def test_voices_have_kinds(language: str, text: str, kind: str) -> None:
    assert kind in {s.kind for s in only(language, text).sources}


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("es", "Sus combatientes atacaron el lunes la base de Tame, afirmó el ELN en un comunicado.", "eln"),
        (
            "es",
            "Dos soldados murieron el lunes en un ataque en Tame. «Fue obra de nuestros hombres», dijo el ELN.",
            "eln",
        ),
        ("es", "Dos soldados murieron el lunes en un ataque en Tame. El ELN admitió la autoría.", "eln"),
        ("es", "JNIM dijo haber matado el lunes a nueve soldados cerca de Tessalit.", "jnim"),
        ("fr", "Ses combattants ont attaqué lundi le camp de Tessalit, indique le GSIM dans un communiqué.", "jnim"),
        ("fr", "Neuf soldats ont été tués lundi près de Tessalit. Le GSIM a signé l'attaque le soir même.", "jnim"),
        ("fr", "Neuf soldats ont été tués lundi à Ber. Selon le GSIM, le coup a été mené par ses hommes.", "jnim"),
        ("en", "Nine soldiers were killed near Tessalit on Monday. JNIM posted the attack on its channels.", "jnim"),
    ],
)
def test_a_claim_in_the_words_of_the_press(language: str, text: str, claimant: str) -> None:
    found = only(language, text)
    assert (found.status, found.claimant) == ("claimed", claimant)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Nueve comerciantes murieron el lunes en un ataque en Tame. Ninguno de los atentados fue reivindicado."),
        ("fr", "Neuf commerçants ont été tués lundi à Ber. Aucune de ces attaques n'a été revendiquée."),
        ("en", "Nine traders were killed near Ber on Monday. None of the attacks has been claimed."),
        (
            "es",
            "El JNIM acusa. Dos soldados murieron el lunes en un ataque en Tessalit, informó el Ministerio de Salud.",
        ),
    ],
)
def test_what_no_party_takes_upon_itself_has_no_claimant(language: str, text: str) -> None:
    assert [a.claimant for a in attributions(language, text)] == [None]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Nueve comerciantes fueron asesinados el lunes en Tame, crimen que se atribuyó también al ELN."),
        ("es", "Vecinos de Tame denunciaron que soldados del Ejército mataron el lunes a tres campesinos."),
        ("fr", "Des villageois dénoncent l'exécution de trois bergers tués par l'armée malienne lundi à Ber."),
    ],
)
def test_blame_in_the_words_of_the_press(language: str, text: str) -> None:
    found = attributions(language, text)[0]
    assert (found.status, found.claimant) == ("alleged", None)


def test_the_voice_behind_an_inverted_verb_is_the_one_that_speaks() -> None:
    found = only("es", "Dos soldados murieron el lunes al estallar una mina en Tame, confirmó el Ejército de Colombia.")
    assert found.status == "confirmed"
    accused = only("fr", "Neuf civils ont été tués lundi à Ber. Le GSIM, sur sa radio, accuse l'armée malienne.")
    assert accused.status == "alleged"


ADDRESSED = (
    "Desde las sabanas\n\nEl ELN informa a la opinión nacional lo siguiente:\n\n"
    "El 3 de junio fue emboscada una patrulla del Ejército en Tame.\n\n"
    "El 5 de junio fueron retenidos en Saravena dos contratistas.\n"
)
NOTE = "\nNota de la redacción: el 9 de junio murieron tres soldados en un ataque en Fortul.\n"


HEARD = [
    ("fr", "Deux civils sont morts lundi à Djibo, a dit à l'AFP un élu local.", "élu local"),
    ("fr", "Deux civils sont morts lundi à Djibo, a affirmé mardi à la radio nationale le gouverneur.", "gouverneur"),
    ("fr", "« Deux soldats sont morts lundi à Djibo », a confié à Reuters un élu local.", "élu local"),
    ("es", "Dos civiles murieron el lunes en Tame, dijo a la AFP un alcalde.", "alcalde"),
]


@pytest.mark.parametrize(("language", "text", "name"), HEARD)
def test_the_press_that_hears_is_not_the_voice(language: str, text: str, name: str) -> None:
    assert only(language, text).sources[0].name == name


def test_a_party_that_addresses_the_public_speaks_the_text() -> None:
    found = attributions("es", ADDRESSED, kind="unknown", source="")
    assert [(a.status, a.claimant) for a in found] == [("claimed", "eln"), ("claimed", "eln")]


def test_an_editors_note_is_not_the_partys_word() -> None:
    assert attributions("es", ADDRESSED + NOTE, kind="unknown", source="")[-1].claimant is None


def test_a_translators_remark_in_brackets_is_not_the_partys_word() -> None:
    text = (
        "Statement of Tehrik-i-Taliban Pakistan\n\n"
        "On 9 June our mujahideen killed a spy of the agencies in Mamund, Bajaur. "
        "[His brother confirms the death and denies that he spied.]\n"
    )
    assert [(a.status, a.claimant) for a in attributions("en", text, kind="unknown", source="")] == [("claimed", "ttp")]


def test_a_states_bulletin_that_says_our_forces_has_no_party_behind_it() -> None:
    text = (
        "On 9 June members of JNIM attacked our troops near Konna. Our forces lost two soldiers.\n\n"
        "In our ranks five were wounded.\n"
    )
    found = attributions("en", text, kind="government", source="General Staff")
    assert {a.claimant for a in found} == {None}


SIGNED = (
    "Comunicado a los pueblos del oriente\n\n"
    "El 7 de junio unidades nuestras emboscaron en Tame una patrulla del Ejército.\n\n"
    "El 8 de junio dimos de baja a dos soldados en Saravena.\n\n"
    "El 9 de junio el Ejército bombardeó la vereda La Cabuya y mató a dos niños.\n\n"
    "Ejército de Liberación Nacional - ELN\n"
)


def test_a_party_that_signs_below_speaks_the_text() -> None:
    """Its own deeds in the first person are claimed, those of its enemy alleged."""
    found = attributions("es", SIGNED, kind="unknown", source="")
    assert [(a.status, a.claimant) for a in found] == [("claimed", "eln"), ("claimed", "eln"), ("alleged", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor confirmed that nine civilians were killed in an attack at Kishishe on Monday."),
        ("es", "El Gobierno confirmó que nueve civiles murieron en un ataque el lunes en Tame."),
        ("fr", "Le gouverneur a confirmé la mort de neuf civils dans une attaque lundi à Kishishe."),
    ],
)
def test_an_official_that_confirms_confirms(language: str, text: str) -> None:
    assert attributions(language, text)[0].status == "confirmed"


def test_a_charge_that_the_accused_denies_stays_a_charge() -> None:
    text = "Residents said soldiers executed nine men at Kishishe on Monday, a charge that the army denied."
    assert attributions("en", text)[0].status == "alleged"


SHORT = [
    (
        "en",
        "Our fighters attacked the barracks of Nara on 3 May. Nine enemy soldiers were killed.\nZallaqa, JNIM",
        "jnim",
    ),
    ("es", "Atacamos el puesto de policía de Tibú el 4 de marzo. Frente de Guerra Nororiental, ELN.", "eln"),
    ("fr", "Nos combattants ont attaqué hier une patrouille à Ténenkou : 8 soldats tués. Az-Zallaqa, JNIM", "jnim"),
]


@pytest.mark.parametrize(("language", "text", "party"), SHORT)
def test_one_word_of_its_own_and_a_signature_make_a_statement(language: str, text: str, party: str) -> None:
    found = only(language, text, source=None)
    assert (found.status, found.claimant) == ("claimed", party)


OWN_DEAD = [
    ("en", '"Our men attacked the post at Nara on Monday and killed nine soldiers. We lost two comrades," JNIM said.'),
    ("fr", "Nos combattants ont attaqué lundi le poste de Nara : 9 soldats tués. Deux martyrs sont tombés. GSIM"),
    ("es", "Atacamos el lunes el puesto de Nara. Murieron nueve soldados y perdimos dos combatientes. JNIM"),
]


@pytest.mark.parametrize(("language", "text"), OWN_DEAD)
def test_a_party_counts_its_own_dead_apart(language: str, text: str) -> None:
    page = f"N° 12\n\n{text}\n"
    (event,) = code_report(Report("x", page, language, published=date(2025, 6, 12))).events
    assert {(c.of, c.low) for c in event.casualties} == {("ml:military", 9), ("jnim", 2)}


def test_what_a_party_calls_a_lie_is_denied() -> None:
    text = "The allegation that our fighters shelled Afgoye on Monday and killed five traders is a lie. Al-Shabaab"
    found = only("en", text, source=None)
    assert (found.status, found.claimant) == ("denied", None)


def test_a_text_without_a_sentence_to_read_has_no_party_behind_it() -> None:
    page = Report("x", "Sport", "en", source_kind="party")
    assert party_behind(page, (), lexicon("en")) is None


@pytest.mark.parametrize(
    ("language", "source", "kind"),
    [
        ("en", "Two police sources said", "official"),
        ("en", "A government source said", "official"),
        ("en", "A hospital source told the agency", "medical"),
        ("en", "A humanitarian source said", "ngo"),
        ("en", "A local source said", "witness"),
        ("fr", "Une source policière a indiqué", "official"),
        ("fr", "Une source de sécurité a indiqué", "official"),
        ("fr", "Une source à l'hôpital de Gao a indiqué", "medical"),
        ("fr", "Une source locale a indiqué", "witness"),
        ("es", "Una fuente diplomática indicó", "official"),
        ("es", "Una fuente humanitaria indicó", "ngo"),
        ("es", "Una fuente del hospital indicó", "medical"),
    ],
)
def test_a_source_is_of_the_kind_that_its_adjective_names(language: str, source: str, kind: str) -> None:
    that = {
        "en": "that nine villagers were killed near Gao on Monday.",
        "fr": "que neuf villageois ont été tués lundi près de Gao.",
        "es": "que nueve aldeanos fueron asesinados el lunes cerca de Gao.",
    }
    assert only(language, f"{source} {that[language]}").sources[0].kind == kind
