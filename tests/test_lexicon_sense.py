"""Triggers and closed classes keep to their sense: ordinary news sets nothing off, look-alikes do not fire."""

from __future__ import annotations

import pytest

from tocsin.knowledge.lexicon import lexicon
from tocsin.text import fold

ORDINARY = {
    "en": [
        "The striker scored twice as the champions won the league.",
        "Shares rallied after the central bank cut its key rate.",
        "Heavy rain and floods destroyed the harvest plans of the cooperative.",
        "The novelist died of cancer at the age of 81.",
        "A bus overturned on the mountain road and slid into a ravine.",
        "The minister will visit the new university next week.",
        "The film festival opened with a comedy about two brothers.",
        "Parliament passed the budget after a long debate.",
        "The company fired two hundred employees and closed its plant.",
        "She took her seat and thanked the voters of the district.",
        "Farmers sold their cattle at the weekly market.",
        "The two airlines signed a trade agreement in Geneva.",
        "The choir struck a chord with a young audience.",
        "The court adjourned the hearing until Thursday.",
        "He was taken to hospital with a fever.",
        "The goalkeeper left the pitch with a sore knee.",
    ],
    "fr": [
        "Le club a remporté la coupe devant vingt mille spectateurs.",
        "La Bourse a terminé la séance en hausse de deux pour cent.",
        "De fortes pluies ont inondé le quartier et coupé la route.",
        "L'écrivain est mort d'un cancer à l'âge de 81 ans.",
        "Un car s'est renversé dans un ravin à la sortie de la ville.",
        "Le ministre visitera la nouvelle université la semaine prochaine.",
        "Le festival s'est ouvert sur une comédie.",
        "L'Assemblée a adopté le budget après un long débat.",
        "La société a licencié deux cents salariés et fermé son usine.",
        "La reprise des cours est fixée à lundi.",
        "Les éleveurs ont vendu leurs bœufs au marché hebdomadaire.",
        "Les deux compagnies ont signé un accord de partenariat.",
        "Il a perdu le contrôle de son véhicule.",
        "Le tribunal a renvoyé l'audience à jeudi.",
        "Elle a été admise à l'hôpital avec de la fièvre.",
        "Le gardien a quitté le terrain avec un genou douloureux.",
    ],
    "es": [
        "El delantero marcó dos goles y el equipo ganó la copa.",
        "La bolsa cerró con un alza del dos por ciento.",
        "Las fuertes lluvias inundaron el barrio y cortaron la carretera.",
        "El escritor murió de cáncer a los 81 años.",
        "Un bus se volcó en la vía y cayó a un barranco.",
        "El ministro visitará la nueva universidad la próxima semana.",
        "El festival abrió con una comedia sobre dos hermanos.",
        "El Congreso aprobó el presupuesto tras un largo debate.",
        "La empresa despidió a doscientos empleados y cerró su planta.",
        "La reanudación de las clases está prevista para el lunes.",
        "Los ganaderos vendieron sus reses en el mercado semanal.",
        "Las dos compañías firmaron un acuerdo comercial en Ginebra.",
        "El presidente tomó posesión del cargo el domingo.",
        "El juzgado aplazó la audiencia hasta el jueves.",
        "Fue trasladada al hospital con fiebre.",
        "El arquero dejó la cancha con molestias en la rodilla.",
    ],
}


@pytest.mark.parametrize(("language", "sentence"), [(name, text) for name, rows in ORDINARY.items() for text in rows])
def test_ordinary_news_sets_nothing_off(language: str, sentence: str) -> None:
    pattern, kinds = lexicon(language).triggers
    found = [(m.group(), kinds[int((m.lastgroup or "t0")[1:])]) for m in pattern.finditer(fold(sentence))]
    assert not [(words, kind.code) for words, kind in found if kind.strength > 1]


WORDS = [
    ("en", "modality.hypothetical", "On 12 May gunmen", False),
    ("en", "modality.hypothetical", "The rebels may attack the town", True),
    ("en", "modality.planned", "Nine people died due to the", False),
    ("en", "modality.planned", "The march is due to take place", True),
    ("en", "negation", "No fewer than twelve people were killed", False),
    ("en", "negation", "The group did not", True),
    ("en", "claims", "The attack claimed at least 12 lives.", False),
    ("en", "claims", "The group claimed responsibility for the raid.", True),
    ("en", "confirms", "The toll could not be independently verified.", False),
    ("en", "confirms", "Two of the injured were admitted to hospital.", False),
    ("en", "confirms", "The army confirmed the loss of nine men.", True),
    ("en", "accuses", "Officers arrested two suspects.", False),
    ("en", "accuses", "Suspected militants burned the clinic.", False),
    ("en", "hedges", "Suspected militants burned the clinic.", True),
    ("en", "denies", "The team was denied access to the camp.", False),
    ("en", "denies", "The army denied any part in the killings.", True),
    ("en", "background", "Officials said three guards had been killed.", False),
    ("en", "background", "A drone was used to strike the depot.", False),
    ("en", "background", "The town was attacked two years ago.", True),
    ("en", "superseded", "Two days earlier gunmen killed six herders.", False),
    ("en", "superseded", "An earlier toll gave six dead.", True),
    ("en", "aggregate", "It is the deadliest raid of the war.", False),
    ("en", "aggregate", "The insurgency has killed 40,000 people since 2009.", True),
    ("en", "update", "Gunmen later torched the market.", False),
    ("en", "update", "The death toll has risen to 31.", True),
    ("fr", "superseded", "Selon un bilan provisoire, douze personnes sont mortes.", False),
    ("fr", "superseded", "Un premier bilan faisait état de cinq morts.", True),
    ("fr", "confirms", "L'information n'a pas été confirmée.", False),
    ("fr", "confirms", "L'armée confirme la perte de neuf hommes.", True),
    ("fr", "accuses", "Trois suspects ont été interpellés.", False),
    ("fr", "accuses", "L'attaque est attribuée au GSIM.", True),
    ("fr", "update", "Une mine a explosé deux heures plus tard.", False),
    ("fr", "update", "Le bilan s'alourdit à vingt morts.", True),
    ("fr", "modality.planned", "La Croix-Rouge compte 12 corps", False),
    ("es", "superseded", "Según el balance preliminar, hay doce muertos.", False),
    ("es", "superseded", "Inicialmente se reportaron cinco muertos.", True),
    ("es", "negation", "Hombres no identificados", False),
    ("es", "negation", "La guerrilla no", True),
    ("es", "modality.planned", "En la mañana del lunes", False),
    ("es", "modality.planned", "Las disidencias planean", True),
    ("es", "claims", "El ELN se adjudicó el ataque.", True),
    ("es", "claims", "El ataque se atribuye al ELN.", False),
    ("es", "accuses", "El ataque se atribuye al ELN.", True),
    ("es", "unclaimed", "Ningún grupo se ha adjudicado la acción.", True),
    ("es", "confirms", "La cifra no ha sido confirmada.", False),
    ("es", "confirms", "El Ejército confirmó la muerte de dos soldados.", True),
    ("es", "accuses", "El gobernador señaló a las disidencias.", True),
    ("es", "accuses", "Por supuesto, la feria fue un éxito.", False),
    ("es", "aggregate", "En las últimas horas se registraron combates.", False),
    ("es", "aggregate", "En lo que va del año han muerto 80 líderes.", True),
]


@pytest.mark.parametrize(("language", "path", "sentence", "fires"), WORDS)
def test_closed_classes_keep_to_their_sense(language: str, path: str, sentence: str, fires: bool) -> None:
    match = lexicon(language).pattern(path).search(fold(sentence))
    assert bool(match) is fires, f"{path} {match.group()!r}" if match else path
