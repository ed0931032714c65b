"""Doers as wires, bulletins and statements name them: blame, names unknown to the register, weapons without owner."""

from __future__ import annotations

import pytest

from test_roles import side, told

# language, text, words of the one who acts
DOERS = (
    ("fr", "Cinq enfants ont été tués par un drone de l'armée lundi à Kidal.", "ml:military"),
    ("es", "Cinco niños fueron muertos por un dron del ejército el lunes en Kidal.", "ml:military"),
    ("en", "Five children were killed by a drone of the army in Kidal on Monday.", "ml:military"),
    ("en", "Eight civilians were wounded in Kramatorsk on Tuesday night by Russian guided bombs.", "ru:military"),
    ("en", "Militants stopped passenger buses near Kalat on Friday and shot dead 23 travellers.", "militants"),
    ("en", "Herders armed with machetes burst into Yelwata on Saturday and hacked 12 residents to death.", "herders"),
    ("en", "The attackers, believed to belong to the ADF, killed four farmers near Beni on Monday.", "adf"),
    ("en", "Fifteen people were killed in Djugu on Monday. Survivors recognised the men as CODECO.", "codeco"),
    ("en", "Five traders were killed near Djibo on Monday. The raid bears all the hallmarks of JNIM.", "jnim"),
    ("en", "Shells fired from the Pakistani side killed two women in Poonch on Monday.", "pk:military"),
    ("en", "U.S. forces shelled a camp near Bosaso on Monday, killing three herders.", "us:military"),
    ("en", "Gunmen of the Free Hills Liberation Front shot dead two teachers in Jos on Monday.", "free hills"),
    ("en", "A cell calling itself Northern Storm killed a ward official in Mandalay on Monday.", "northern storm"),
    ("en", "Two shopkeepers were shot dead in Kingston on Monday by members of the Spanglers gang.", "spanglers"),
    ("en", "Two glide bombs released by Russian aircraft killed eight residents in Kupiansk on Monday.", "ru:military"),
    ("en", "A Russian FPV drone killed two passengers of a minibus in Kherson on Monday.", "ru:military"),
    ("en", "Nine miners were found dead on Thursday in Segovia. Prosecutors hold the Gulf Clan responsible.", "golfo"),
    ("en", "Two guards were killed in Minna on Monday in a raid staged by fighters of the KLNA.", "klna"),
    ("en", "Two traders were shot dead on Monday near Jos; the killers are said to be JNIM fighters.", "jnim"),
    ("en", "The army met the M23 near Sake on Monday. The latter killed seven soldiers.", "m23"),
    ("fr", "Vendredi, l'armée a rencontré le M23 près de Sake. Ces derniers ont tué sept soldats.", "m23"),
    ("en", "Four women were killed on Monday at Fataki. The killers belonged to CODECO, survivors said.", "codeco"),
    ("en", "Four women were killed on Monday at Fataki. Survivors named CODECO.", "codeco"),
    ("en", "Four women were killed on Monday at Fataki. The military put it down to CODECO.", "codeco"),
    ("en", "Gunmen killed four women on Monday at Fataki. They were from CODECO, according to the chief.", "codeco"),
    (
        "fr",
        "Quatre femmes ont été tuées lundi à Fataki. Il s'agit, affirme le chef, des rebelles de la CODECO.",
        "codeco",
    ),
    ("fr", "Quatre femmes ont été tuées lundi à Fataki. La CODECO est pointée du doigt.", "codeco"),
    ("fr", "Quatre femmes ont été tuées lundi à Fataki. L'armée met l'attaque sur le compte de la CODECO.", "codeco"),
    ("es", "Cuatro mujeres fueron asesinadas el lunes en Tibú. Se trataría de integrantes del ELN.", "eln"),
    ("es", "Cuatro mujeres fueron asesinadas el lunes en Tibú. Los responsables serían miembros del ELN.", "eln"),
    ("es", "Cuatro mujeres fueron asesinadas el lunes en Tibú. Quienes dispararon portaban brazaletes del ELN.", "eln"),
    ("fr", "Deux bûcherons ont été enlevés lundi à Bosso. Le JAS est tenu pour responsable du rapt.", "boko haram"),
    ("fr", "Une patrouille a été prise à partie par des combattants de l'UPC lundi à Bokolobo.", "upc"),
    ("es", "Cuatro traficantes fueron ajusticiados el lunes en Tocache por una columna del MRTA.", "mrta"),
    ("es", "Los drones del ELN mataron el lunes a dos soldados en Tibú.", "eln"),
    ("fr", "Onze civils ont été tués dimanche à Beni par des combattants présumés des ADF.", "adf"),
    ("fr", "À Gaza, six habitants ont été tués dimanche par des bombes israéliennes.", "il:military"),
    ("fr", "Des affrontements entre éleveurs et agriculteurs ont fait 23 morts mardi à Mandakao.", "herders"),
    ("fr", "Dix orpailleurs ont été fauchés mardi à Kobadi par des tirs d'hélicoptères de l'armée.", "ml:military"),
    ("fr", "Une incursion de JAS s'est soldée mardi par la mort de six pêcheurs à Bol.", "boko haram"),
    ("fr", "Six pêcheurs ont été tués mardi à Bol. Les agresseurs appartiendraient au Jnim.", "jnim"),
    ("fr", "Le Front patriotique pour la dignité du Nord a tué deux douaniers lundi à Faya.", "front patriotique"),
    ("fr", "Des manifestants en colère ont attaqué mardi l'ambassade de France à Kinshasa.", "protesters"),
    ("es", "Seis obreros fueron plagiados el martes en Apatzingán por gente armada de Los Viagras.", "viagras"),
    ("es", "Dos vecinos murieron el lunes en Tame por disparos del ELN.", "eln"),
    ("es", "La banda Los Costeños mató el lunes a dos comerciantes en Barranquilla.", "costenos"),
    ("es", "Mataron el lunes a dos campesinos en Tibú. Los pistoleros pertenecerían al ELN.", "eln"),
)


@pytest.mark.parametrize(("language", "text", "doer"), DOERS)
def test_the_doer_is_found_in_the_wording_of_the_field(language: str, text: str, doer: str) -> None:
    assert doer in side(told(language, text), "attacker")


# language, text, words that must not stand among those who act
SPARED = (
    ("en", "Two men belonging to JNIM were killed by soldiers near Gao on Monday.", "jnim"),
    ("en", "The army attributes the raid on Beni, which killed six farmers on Monday, to the ADF.", "cd:military"),
    ("fr", "Les forces de sécurité ont arrêté lundi à Konni six individus appartenant au groupe Lakurawa.", "lakurawa"),
    ("fr", "Un attentat-suicide a fait 30 morts samedi à Mogadiscio; la police l'a confirmé.", "police"),
    (
        "en",
        "A preacher was shot in Zahedan on Friday; the killers were identified by police as Jaish al-Adl.",
        "police",
    ),
    ("fr", "Les militaires ont mitraillé la foule mardi à Bangui, tuant trois personnes.", "rioters"),
    ("en", "Some 30 soldiers and VDP were killed near Djibo on Monday.", "bf:military"),
)


@pytest.mark.parametrize(("language", "text", "spared"), SPARED)
def test_who_is_only_named_or_suffers_did_nothing(language: str, text: str, spared: str) -> None:
    assert spared not in side(told(language, text), "attacker")


def test_a_drone_of_no_stated_owner_belongs_to_the_only_one_that_strikes_from_afar() -> None:
    text = "Russian drones struck Nikopol on Monday. In Kherson a drone hit a minibus on Tuesday, wounding two women."
    kherson = [e for e in told("en", text) if e.place.name == "Kherson"]
    assert "ru:military" in side(tuple(kherson), "attacker")


def test_a_name_that_the_register_lacks_is_kept_as_found() -> None:
    (event,) = told("en", "Gunmen of the Free Hills Liberation Front shot dead two teachers in Jos on Monday.")
    (doer,) = (a for a in event.actors if a.role == "attacker")
    assert (doer.id, doer.kind, doer.why) == (None, "rebel", "a name that the register doesn't hold")


def test_a_log_of_one_partys_raids_need_not_name_it_in_each_line() -> None:
    text = (
        "ADF fighters killed six farmers in Mangodomu on 3 March 2024.\n\n"
        "On 5 March 2024 the ADF attacked Mayikengo and killed four people.\n\n"
        "On 8 March 2024 four traders were killed with machetes in Mukondi.\n"
    )
    assert "adf" in side(told("en", text)[-1:], "attacker")


def test_where_two_attack_nobody_is_named_for_the_third() -> None:
    text = (
        "ADF fighters killed six farmers in Mangodomu on 3 March 2024.\n\n"
        "On 5 March 2024 M23 fighters attacked Mweso and killed four people.\n\n"
        "On 8 March 2024 four traders were killed with machetes in Mukondi.\n"
    )
    assert not side(told("en", text)[-1:], "attacker")


def test_an_armys_bulletin_need_not_name_the_army_that_neutralised_terrorists() -> None:
    text = "L'armée malienne a bombardé un camp à Bouressa lundi.\n\nDouze terroristes sont neutralisés mardi à Gao."
    assert "ml:military" in side(told("fr", text)[-1:], "attacker")


def test_what_gunmen_wear_is_no_army() -> None:
    events = told("es", "Hombres con uniforme militar mataron el lunes a nueve pescadores en Buenaventura.")
    assert "co:military" not in side(events, "attacker")


def test_the_subject_of_a_perfect_acts() -> None:
    events = told("es", "El Ejército colombiano había abatido el lunes a once guerrilleros en Tame.")
    assert "co:military" in side(events, "attacker")
