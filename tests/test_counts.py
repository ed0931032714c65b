"""Casualty figures of one sentence, in three languages; sentences and persons are made up for the tests."""

from __future__ import annotations

import re

import pytest

from tocsin.extract.actors import find_actors
from tocsin.extract.count_words import grammar
from tocsin.extract.counts import find_counts
from tocsin.model import Count, Span
from tocsin.text import fold

K, W, A, M, C, D, R, S = "killed", "wounded", "abducted", "missing", "captured", "displaced", "arrested", "shot"


def counts(language: str, sentence: str, offset: int = 0, taken: tuple[Span, ...] = ()) -> tuple[Count, ...]:
    actors = find_actors(sentence, offset, language)
    return find_counts(sentence, fold(sentence), offset, language, actors, taken)


def shown(rows: tuple[Count, ...]) -> list[tuple[object, ...]]:
    """Kind, low and high of each row, with "part" or "old" where it is marked."""
    return [
        (r.kind, r.low, r.high, *(["part"] if r.part else []), *(["old"] if r.superseded else []))
        for r in sorted(rows, key=lambda r: (r.span.start, r.kind))
    ]


TABLE: list[tuple[str, str, list[tuple[object, ...]]]] = [
    # totals and their parts
    ("en", "Eight people, six of them children, were killed near the well.", [(K, 8, 8), (K, 6, 6, "part")]),
    ("en", "Twenty-three fighters were killed, including two commanders.", [(K, 23, 23), (K, 2, 2, "part")]),
    ("en", "The clinic counts 17 dead: ten soldiers and seven villagers.",
     [(K, 17, 17), (K, 10, 10, "part"), (K, 7, 7, "part")]),
    ("en", "Four people including one child were injured by the blast.", [(W, 4, 4), (W, 1, 1, "part")]),
    ("en", "Five people were hit by bullets, including one who died.", [(S, 5, 5), (K, 1, 1)]),
    ("en", "Nine of the dead were women.", [(K, 9, 9, "part")]),
    ("fr", "Huit personnes ont été tuées, dont sept femmes.", [(K, 8, 8), (K, 7, 7, "part")]),
    ("fr", "L'embuscade a coûté la vie à six soldats et trois guides, soit neuf morts.",
     [(K, 6, 6, "part"), (K, 3, 3, "part"), (K, 9, 9)]),
    ("es", "Ocho personas fueron asesinadas, entre ellas tres menores.", [(K, 8, 8), (K, 3, 3, "part")]),
    # joined figures and mixtures
    ("en", "10 soldiers and 3 civilians were killed and 15 wounded.", [(K, 10, 10), (K, 3, 3), (W, 15, 15)]),
    ("en", "A car bomb went off at the gate, killing four and injuring nine.", [(K, 4, 4), (W, 9, 9)]),
    ("en", "Three people were killed, two wounded and five are missing.", [(K, 3, 3), (W, 2, 2), (M, 5, 5)]),
    ("en", "Four gunmen killed three soldiers and wounded two others.", [(K, 3, 3), (W, 2, 2)]),
    ("en", "Raiders killed two herders and took nine women hostage.", [(K, 2, 2), (A, 9, 9)]),
    ("en", "The blast wounded 16 people and killed one.", [(W, 16, 16), (K, 1, 1)]),
    ("fr", "L'attaque a fait deux morts et cinq blessés.", [(K, 2, 2), (W, 5, 5)]),
    ("fr", "Ils ont tué quatre gendarmes et blessé deux civils.", [(K, 4, 4), (W, 2, 2)]),
    ("fr", "Trois morts, huit blessés et deux disparus.", [(K, 3, 3), (W, 8, 8), (M, 2, 2)]),
    ("es", "El ataque dejó tres muertos y siete heridos.", [(K, 3, 3), (W, 7, 7)]),
    ("es", "Hombres armados mataron a dos policías e hirieron a tres.", [(K, 2, 2), (W, 3, 3)]),
    ("es", "Murieron dos militares y un jornalero; otros cuatro soldados resultaron lesionados.",
     [(K, 2, 2), (K, 1, 1), (W, 4, 4)]),
    # persons shot, of whom the words don't say whether they lived
    ("en", "A 14-year-old boy was shot in the face on Sunday.", [(S, 1, 1)]),
    ("en", "Four people were shot, one fatally.", [(S, 4, 4), (K, 1, 1)]),
    ("en", "Officers found a man suffering from a gunshot wound to the torso.", [(S, 1, 1)]),
    ("en", "The suspect was shot by police and died at the scene.", [(S, 1, 1), (K, 1, 1)]),
    ("en", "The boy found a gun and shot her in the back.", [(S, 1, 1)]),
    ("en", "They pulled him from his car and shot him.", [(K, 1, 1)]),
    ("en", "The shopkeeper shot at the thieves and shot down a drone.", []),
    ("es", "Dos jóvenes fueron baleados en la esquina.", [(S, 2, 2)]),
    ("es", "Un joven de 17 años recibió dos disparos en la pierna.", [(S, 1, 1)]),
    ("fr", "Un jeune de 17 ans a reçu deux balles dans la jambe.", [(S, 1, 1)]),
    # one person, by an age, a pronoun or a name
    ("en", "The 12-year-old was pronounced dead at the scene.", [(K, 1, 1)]),
    ("en", "He later died at the hospital.", [(K, 1, 1)]),
    ("en", "Police said a 22-year-old man was killed.", [(K, 1, 1)]),
    ("en", "Ali Sow of Karma died on Thursday night.", [(K, 1, 1)]),
    ("en", "Sow, who was pronounced dead at the clinic, was a guard.", [(K, 1, 1)]),
    ("en", "A teen, also 15, was shot in the foot.", [(W, 1, 1)]),
    ("en", "Gunmen killed a trader, Ali Sow, 56.", [(K, 1, 1)]),
    ("en", "In the raid, 12 died.", [(K, 12, 12)]),
    ("fr", "Ali Sow, 56 a été tué.", [(K, 1, 1)]),
    ("es", "Un comerciante, Juan Paz, 34 fue asesinado.", [(K, 1, 1)]),
    ("en", "Ali Sow, 25, and Omar Ba, 42, were found dead in the house.", [(K, 2, 2)]),
    ("en", "A 59-year-old teacher and his 17-month-old son were found dead.", [(K, 1, 1), (K, 1, 1)]),
    ("en", "A mother of two who lives nearby heard the 911 dispatchers.", []),
    ("en", "One of the victims was pronounced dead.", [(K, 1, 1)]),
    ("en", "A patient is in critical but stable condition.", [(W, 1, 1)]),
    # people taken, in the words of wires, flash updates and communiques
    ("en", "Gunmen made off with two contractors after storming the quarry.", [(A, 2, 2)]),
    ("en", "Five villagers were marched into the bush by armed men.", [(A, 5, 5)]),
    ("en", "Two aid workers were bundled into a vehicle.", [(A, 2, 2)]),
    ("en", "Three engineers are being held by the front.", [(A, 3, 3)]),
    ("en", "Two teachers seized on Sunday near the lake are not home.", [(A, 2, 2)]),
    ("en", "Weapons seized on Sunday included 12 rifles.", []),
    ("en", "The attackers took the priest with them.", [(A, 1, 1)]),
    ("en", "Of the 20 passengers seized, 12 were freed and eight remain in captivity.", [(A, 8, 8)]),
    ("en", "Raiders struck the hamlet, slaying nine and dragging off four boys.", [(K, 9, 9), (A, 4, 4)]),
    ("fr", "Des hommes armés ont conduit quatre jeunes en brousse.", [(A, 4, 4)]),
    ("fr", "Ils ont emmené avec eux le boutiquier et son neveu.", [(A, 1, 1), (A, 1, 1)]),
    ("fr", "Les ravisseurs détiennent toujours quatre personnes.", [(A, 4, 4)]),
    ("fr", "Les assaillants sont repartis avec six femmes.", [(A, 6, 6)]),
    ("fr", "Trois des otages ont recouvré la liberté.", []),
    ("es", "Se llevaron por la fuerza al tendero y a su sobrino.", [(A, 1, 1), (A, 1, 1)]),
    ("es", "Once niñas fueron llevadas por hombres armados.", [(A, 11, 11)]),
    ("es", "Tres de los rehenes recuperaron la libertad.", []),
    ("es", "El sacerdote fue interceptado y privado de su libertad.", [(A, 1, 1)]),
    # deaths and wounds in other words
    ("en", "Suspected herders hacked a farmer to death and injured his son.", [(K, 1, 1), (W, 1, 1)]),
    ("en", "The charred remains of three people were found in the house.", [(K, 3, 3)]),
    ("en", "The team treated 41 people for gunshot wounds.", [(W, 41, 41)]),
    ("en", "Thirteen inmates escaped and two wardens were hurt.", [(W, 2, 2)]),
    ("en", "Fatalities: 6. Injuries: 11. Missing: 2.", [(K, 6, 6), (W, 11, 11), (M, 2, 2)]),
    ("en", "The toll, first put at eight, has since risen to eleven.", [(K, 8, 8, "old"), (K, 11, 11)]),
    ("fr", "Une fillette a été mortellement touchée par une balle perdue.", [(K, 1, 1)]),
    ("fr", "Il a succombé à ses blessures.", [(K, 1, 1)]),
    ("es", "Cuatro personas murieron y otras seis están graves.", [(K, 4, 4), (W, 6, 6)]),
    ("es", "Fueron localizados los restos de cinco personas.", [(K, 5, 5)]),
    ("en", "Officials revised the toll from 22 to 19 dead.", [(K, 22, 22, "old"), (K, 19, 19)]),
    ("en", "3,400 individuals (612 households) displaced to the coast.", [(D, 3400, 3400)]),
    ("en", "Four suspects are in custody.", [(R, 4, 4)]),
    ("fr", "Deux des neuf otages se sont échappés.", []),
    ("es", "Confirmaron el deceso de un agente y lesiones a otros dos.", [(K, 1, 1), (W, 2, 2)]),
    # the same person told twice in one sentence
    ("en", "A man was charged in the death of a boy who was killed at home.", [(K, 1, 1)]),
    ("en", "He was charged with the death of Emma Sow; Sow, who was fatally shot, was 16.", [(K, 1, 1)]),
    ("en", "The driver of a man who was wounded fled.", [(W, 1, 1)]),
    ("en", "No one was in custody.", []),
    # intervals and open figures
    ("en", "Between 20 and 30 villagers were killed on Monday.", [(K, 20, 30)]),
    ("en", "Some 20 to 30 people were abducted.", [(A, 20, 30)]),
    ("en", "More than 100 people died and at least 12 were wounded.", [(K, 101, None), (W, 12, None)]),
    ("en", "Over 40 people were detained.", [(R, 41, None)]),
    ("en", "As many as 30 miners were kidnapped, up to 15 of them women.", [(A, 30, 30), (A, 1, 15, "part")]),
    ("fr", "Entre 15 et 20 villageois ont été tués.", [(K, 15, 20)]),
    ("fr", "Plus de 100 personnes ont été enlevées, au moins 12 sont portées disparues.",
     [(A, 101, None), (M, 12, None)]),
    ("es", "De 20 a 30 guerrilleros murieron.", [(K, 20, 30)]),
    ("es", "Más de cien personas huyeron y al menos 12 resultaron heridas.", [(D, 101, None), (W, 12, None)]),
    # vague and spoken numbers
    ("en", "Dozens were killed and hundreds fled their homes.", [(K, 24, None), (D, 200, None)]),
    ("en", "A soldier was killed and a number of wounded were taken away.", [(K, 1, 1), (W, 1, None)]),
    ("en", "Several guards were hurt.", [(W, 1, None)]),
    ("en", "One hundred and twenty people were kidnapped.", [(A, 120, 120)]),
    ("en", "The raiders killed a hundred and twenty people.", [(K, 120, 120)]),
    ("en", "A thousand two hundred people were killed.", [(K, 1200, 1200)]),
    ("en", "Gunmen killed a hundred and wounded twenty.", [(K, 100, 100), (W, 20, 20)]),
    ("fr", "Ils ont tué mille deux cent vingt personnes.", [(K, 1220, 1220)]),
    ("es", "Mataron a mil doscientas veinte personas.", [(K, 1220, 1220)]),
    # as logs and bulletins write it
    ("en", "KIA 3, WIA 2.", [(K, 3, 3), (W, 2, 2)]),
    ("en", "3 KIA / 2 WIA", [(K, 3, 3), (W, 2, 2)]),
    ("en", "2 x wounded, 1 x killed.", [(W, 2, 2), (K, 1, 1)]),
    ("en", "1 staff killed, 3 injured.", [(K, 1, 1), (W, 3, 3)]),
    ("en", "Died: 4. Injured: 7.", [(K, 4, 4), (W, 7, 7)]),
    ("fr", "Décédés : 4. Blessés : 7.", [(K, 4, 4), (W, 7, 7)]),
    ("fr", "Perte : 42 cartons de vivres.", []),
    ("fr", "Pertes amies : 2 tués.", [(K, 2, 2)]),
    # whose the figures are
    ("en", "The clash left five dead on the former side and seven on the latter.", [(K, 5, 5), (K, 7, 7)]),
    ("fr", "Deux chauffeurs d'une société minière sont morts.", [(K, 2, 2)]),
    ("fr", "Un soldat et deux civils ont été tués.", [(K, 1, 1), (K, 2, 2)]),
    ("es", "Dos camioneros de una empresa minera mueren en la vía.", [(K, 2, 2)]),
    ("en", "Two drivers of a mining company die in the ambush.", [(K, 2, 2)]),
    ("en", "A bomb went off, wounding the caretaker.", [(W, 1, 1)]),
    ("fr", "Une bombe a explosé, blessant la concierge.", [(W, 1, 1)]),
    ("es", "Una bomba explotó e hirió al guarda.", [(W, 1, 1)]),
    # bounds
    ("en", "Fewer than 10 people were killed.", [(K, 0, 9)]),
    ("en", "No fewer than ten people were killed.", [(K, 10, None)]),
    ("en", "At most ten people were killed.", [(K, 1, 10)]),
    ("fr", "Moins de 10 personnes ont été tuées.", [(K, 0, 9)]),
    ("fr", "Ils ont tué un peu moins de cent personnes.", [(K, 0, 99)]),
    ("fr", "Pas moins de dix personnes ont été tuées.", [(K, 10, None)]),
    ("es", "Menos de 10 personas murieron.", [(K, 0, 9)]),
    ("es", "Como máximo diez personas murieron.", [(K, 1, 10)]),
    ("en", "1,200 people have been killed.", [(K, 1200, 1200)]),
    ("fr", "Une dizaine de soldats ont été tués et plusieurs blessés.", [(K, 10, None), (W, 1, None)]),
    ("fr", "Quatre-vingt-douze personnes sont mortes.", [(K, 92, 92)]),
    ("fr", "Deux cent trente civils ont été tués.", [(K, 230, 230)]),
    ("fr", "Soixante et onze personnes ont été blessées.", [(W, 71, 71)]),
    ("fr", "Deux (02) militaires tués et cinq (05) blessés.", [(K, 2, 2), (W, 5, 5)]),
    ("es", "Treinta y dos soldados murieron.", [(K, 32, 32)]),
    ("es", "Ciento veinte personas fueron secuestradas.", [(A, 120, 120)]),
    ("es", "Una veintena de campesinos fueron asesinados.", [(K, 20, None)]),
    # "tens" in French and Spanish stand for what English calls dozens
    ("fr", "Plusieurs dizaines de miliciens ont été tués.", [(K, 24, None)]),
    ("fr", "L'attaque a fait des dizaines de blessés.", [(W, 24, None)]),
    ("es", "Los rebeldes mataron a decenas de soldados.", [(K, 24, None)]),
    ("es", "Hombres armados secuestraron a decenas de mujeres.", [(A, 24, None)]),
    # single persons
    ("en", "The mayor was shot dead outside his home.", [(K, 1, 1)]),
    ("en", "They opened fire, killing a teacher and his son.", [(K, 1, 1), (K, 1, 1)]),
    ("en", "Troops killed Abu Khalid, a commander of the group.", [(K, 1, 1)]),
    ("en", "Ahmed Sow, 45, was shot dead at his shop.", [(K, 1, 1)]),
    ("en", "A 12-year-old boy was killed, and his brother, 9, was injured.", [(K, 1, 1), (W, 1, 1)]),
    ("fr", "Un gendarme a été tué dans l'embuscade.", [(K, 1, 1)]),
    ("fr", "Le maire de la commune est mort lundi.", [(K, 1, 1)]),
    ("es", "Una mujer murió y su hijo resultó herido.", [(K, 1, 1), (W, 1, 1)]),
    ("en", "Bandits kill village head, 3 others", [(K, 1, 1), (K, 3, 3)]),
    ("fr", "Le chef de village et cinq autres personnes ont été exécutés.", [(K, 1, 1), (K, 5, 5)]),
    ("es", "El alcalde de un pueblo vecino fue asesinado a tiros.", [(K, 1, 1)]),
    # nobody
    ("en", "No one was hurt in the blast.", [(W, 0, 0)]),
    ("en", "Two children were at home but were not injured.", []),
    ("fr", "Aucune victime n'est à déplorer.", [(K, 0, 0), (W, 0, 0)]),
    ("es", "No hubo víctimas.", [(K, 0, 0), (W, 0, 0)]),
    # tolls that replace one another
    ("en", "The death toll rose to 34.", [(K, 34, 34)]),
    ("en", "The toll rose from 12 to 17 on Friday.", [(K, 12, 12, "old"), (K, 17, 17)]),
    ("en", "At least 17 people were killed, up from 12.", [(K, 17, None), (K, 12, 12, "old")]),
    ("en", "Police had spoken of 10 dead.", [(K, 10, 10, "old")]),
    ("fr", "Le bilan est passé à 22 morts.", [(K, 22, 22)]),
    ("fr", "Le bilan est passé de 12 à 17 morts.", [(K, 12, 12, "old"), (K, 17, 17)]),
    ("es", "El saldo subió a 34.", [(K, 34, 34)]),
    ("es", "La fiscalía revisó de 8 a 11 el número de muertos.", [(K, 8, 8, "old"), (K, 11, 11)]),
    # other kinds
    ("en", "Nine fishermen are missing and two suspects were arrested.", [(M, 9, 9), (R, 2, 2)]),
    ("en", "About 6,300 people fled to the coast.", [(D, 6300, 6300)]),
    ("en", "Two guards were taken prisoner near the park.", [(C, 2, 2)]),
    ("en", "Three hostages were executed at dawn.", [(K, 3, 3)]),
    ("fr", "Deux blessés ont succombé à l'hôpital.", [(K, 2, 2)]),
    ("es", "Cuatro sospechosos fueron capturados.", [(R, 4, 4)]),
    # no figures of persons
    ("en", "Gunmen killed villagers and burned 12 houses.", []),
    ("en", "The 5th brigade destroyed 3 vehicles and killed 12 terrorists in 2023.", [(K, 12, 12)]),
    ("en", "They stole 300 cattle and killed nobody they met on the 40 km of road.", [(K, 0, 0)]),
    ("en", "Four rifles were seized after the killing.", []),
    ("en", "The ministry announced a budget of 12 million dollars.", []),
    ("en", "The raid, 40 km from the town, left 124 killed and wounded.", []),
    ("fr", "Les assaillants ont tué des villageois et emporté 4 motos.", []),
    ("es", "Quemaron 12 casas y mataron a campesinos el 3 de mayo.", []),
    # one person behind a predicate in the singular
    ("en", "The director of the weather office was shot dead on Tuesday.", [(K, 1, 1)]),
    ("en", "The bridge near the weather office was hit on Tuesday.", []),
    ("en", "Her father and brother were killed.", [(K, 1, 1), (K, 1, 1)]),
    ("en", "The mayor, the youngest of the coast, and her driver were found shot dead.", [(K, 1, 1), (K, 1, 1)]),
    ("fr", "L'abbé de la paroisse du lac a été enlevé dimanche.", [(A, 1, 1)]),
    ("fr", "Le proviseur d'un lycée et deux surveillants ont été emmenés.", [(A, 1, 1), (A, 2, 2)]),
    ("fr", "Le chef du village a été enlevé avec ses deux fils.", [(A, 1, 1), (A, 2, 2)]),
    ("fr", "Le pont du village a été touché.", []),
    ("es", "El director encargado del puerto fue asesinado a balazos.", [(K, 1, 1)]),
    ("es", "Asesinan a candidato a la alcaldía y a su escolta.", [(K, 1, 1), (K, 1, 1)]),
    ("es", "La patrulla fue atacada con granadas.", []),
    # persons told of before
    ("en", "They seized two strangers, and killed them.", [(A, 2, 2), (K, 2, 2)]),
    ("en", "They seized two strangers and did not kill them.", [(A, 2, 2)]),
    ("fr", "Un berger a été enlevé puis exécuté.", [(A, 1, 1), (K, 1, 1)]),
    ("es", "Dos jóvenes fueron secuestrados y luego asesinados.", [(A, 2, 2), (K, 2, 2)]),
    # another voice's toll, with and without its word
    ("en", "The blast killed 30 people; the mayor put the figure at 41.", [(K, 30, 30), (K, 41, 41)]),
    ("en", "The union now puts it at 54; the province at 51.", [(K, 54, 54), (K, 51, 51)]),
    ("en", "The mayor put the road at 41 kilometres.", []),
    ("fr", "Le préfet a fait état de 12 morts, les habitants en comptent 30.", [(K, 12, 12), (K, 30, 30)]),
    ("es", "El Ejército reportó doce muertos; la guerrilla habla de veinte.", [(K, 12, 12), (K, 20, 20)]),
    # totals that take in, figures that nobody stands by, sums over events, details
    ("en", "Two people died on Monday, bringing the toll to 14.", [(K, 2, 2, "part"), (K, 14, 14)]),
    ("en", "Four people died, bringing to 19 the number of deaths since January.", [(K, 4, 4)]),
    ("fr", "Trois blessés ont succombé, portant à quatorze le nombre de civils tués.",
     [(K, 3, 3, "part"), (K, 14, 14)]),
    ("es", "Dos soldados murieron, lo que eleva a catorce el número de muertos.",
     [(K, 2, 2, "part"), (K, 14, 14)]),
    ("en", "The army denied reports of 30 dead.", [(K, 30, 30, "part")]),
    ("fr", "L'armée dément les chiffres de « cent morts » qui circulent.", [(K, 100, 100, "part")]),
    ("es", "Se habló de cinco fallecidos, que el ministerio desmintió.", [(K, 5, 5, "part")]),
    ("en", "63 civilians lost their lives in two attacks.", [(K, 63, 63, "part")]),
    ("es", "Tres soldados resultaron heridos; uno perdió una pierna.", [(W, 3, 3), (W, 1, 1, "part")]),
    ("en", "Three guards were wounded and a nurse lost a leg.", [(W, 3, 3), (W, 1, 1)]),
    ("en", "One of the wounded died in hospital.", [(K, 1, 1)]),
    ("es", "Uno de los heridos murió en el hospital.", [(K, 1, 1)]),
    ("fr", "L'un des blessés est mort à l'hôpital.", [(K, 1, 1)]),
    # limbs, hospitals, others; names in brackets; ages
    ("en", "Five guards, two of them women from the coast, were shot dead.", [(K, 5, 5), (K, 2, 2, "part")]),
    ("en", "Two scouts of the Lake Guard (LGD) were killed and a third lost a foot.", [(K, 2, 2), (W, 1, 1)]),
    ("en", "Four were killed and others wounded.", [(K, 4, 4), (W, 1, None)]),
    ("en", "Another 66 are in hospital.", [(W, 66, 66)]),
    ("en", "A couple and their two children were shot dead.", [(K, 2, 2), (K, 2, 2)]),
    ("en", "A boy of 12 was wounded.", [(W, 1, 1)]),
    ("fr", "La riposte a permis de neutraliser 21 assaillants.", [(K, 21, 21)]),
    ("fr", "Des centaines de jeunes ont brûlé des pneus.", []),
    ("fr", "Trois soldats tués, deux autres faits captifs.", [(K, 3, 3), (A, 2, 2)]),
    ("es", "Habían matado en un solo día a más de 130 combatientes.", [(K, 131, None)]),
    ("es", "Murieron en desarrollo de la operación militar ocho soldados.", [(K, 8, 8)]),
    # the place between verb and subject; the object before its verb
    ("es", "Fueron secuestrados en la vía al muelle tres topógrafos de una obra.", [(A, 3, 3)]),
    ("fr", "Ont été enlevés dans le village de Kouri trois infirmiers.", [(A, 3, 3)]),
    ("es", "Se llevaron de la finca a tres peones.", [(A, 3, 3)]),
    ("en", "The gang freed the five cooks it had abducted on Monday.", [(A, 5, 5)]),
    ("fr", "Le gang a relâché les cinq employés qu'il avait enlevés lundi.", [(A, 5, 5)]),
    ("es", "La banda liberó a los cinco empleados que había secuestrado el lunes.", [(A, 5, 5)]),
    ("es", "Cayeron tres hombres que habían secuestrado a dos jueces.", [(A, 2, 2)]),
    # persons told of before
    ("en", "Gunmen pulled a former councillor from his home and killed him.", [(K, 1, 1)]),
    ("fr", "Ils ont sorti un ancien conseiller de sa maison et l'ont égorgé.", [(K, 1, 1)]),
    ("es", "Sacaron de su casa a un edil y lo mataron.", [(K, 1, 1)]),
    ("en", "They led the brothers Amos and Peter Lual outside and executed them.", [(K, 2, 2)]),
    ("fr", "Ils ont sorti les frères Bako et Sule Dembo et les ont exécutés.", [(K, 2, 2)]),
    ("es", "Sacaron a los hermanos Beto y Nino Laras y los asesinaron.", [(K, 2, 2)]),
    ("en", "They pulled a councillor from his home but never killed him.", []),
    ("en", "Gunmen fired at the headmaster of the school, who died on the spot.", [(K, 1, 1)]),
    ("fr", "Ils ont tiré sur le directeur du lycée, qui est mort sur le coup.", [(K, 1, 1)]),
    ("es", "Dispararon contra el rector del colegio, quien murió en el acto.", [(K, 1, 1)]),
    # burnt after death; "y" is no "and" in French; limbs; an ambush one falls into
    ("en", "Eight masons were stopped, shot dead and burned.", [(K, 8, 8)]),
    ("fr", "Huit maçons ont été interceptés, égorgés puis brûlés.", [(K, 8, 8)]),
    ("es", "Ocho albañiles fueron interceptados, asesinados y quemados.", [(K, 8, 8)]),
    ("fr", "Douze gendarmes y ont péri.", [(K, 12, 12)]),
    ("en", "He lost a leg.", [(W, 1, 1)]),
    ("fr", "Il a perdu une jambe.", [(W, 1, 1)]),
    ("es", "Perdió un pie.", [(W, 1, 1)]),
    ("fr", "Sur la nationale 4, un convoi est tombé dans une embuscade.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "expected"), TABLE, ids=[row[1][:40] for row in TABLE])
def test_figures_of_a_sentence(language: str, sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert sorted(map(str, shown(counts(language, sentence)))) == sorted(map(str, expected))


@pytest.mark.parametrize(("language", "sentence", "expected"), TABLE, ids=[row[1][:40] for row in TABLE])
def test_spans_repeat_the_words_wherever_the_sentence_stands(
    language: str, sentence: str, expected: list[tuple[object, ...]]
) -> None:
    for row in counts(language, sentence, offset=1000):
        assert sentence[row.span.start - 1000 : row.span.end - 1000] == row.span.text


@pytest.mark.parametrize(
    ("language", "sentence", "meant"),
    [
        ("en", "10 soldiers and 3 civilians were killed.", ["soldiers", "civilians"]),
        ("en", "The army lost 12 men in the ambush.", ["army"]),
        ("en", "Among the soldiers, 5 died.", ["soldiers"]),
        ("en", "The raid killed four.", [None]),
        ("fr", "Une dizaine de soldats maliens ont été tués.", ["soldats maliens"]),
        ("fr", "L'armée a perdu 12 hommes.", ["armée"]),
        ("es", "Ocho policías murieron.", ["policías"]),
    ],
)
def test_who_is_meant(language: str, sentence: str, meant: list[str | None]) -> None:
    assert [row.of.span.text if row.of else None for row in counts(language, sentence)] == meant


def test_a_date_is_no_figure() -> None:
    sentence = "On the 12 soldiers were killed."
    assert counts("en", sentence)
    assert not counts("en", sentence, taken=(Span(3, 9, sentence[3:9]),))


def test_a_long_sentence_is_read_in_linear_time() -> None:
    sentence = "two soldiers and three villagers from the north and " * 60 + "were killed."
    assert counts("en", sentence)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_grammars_have_one_shape(language: str) -> None:
    own, english = grammar(language).data, grammar("en").data
    assert set(own) == set(english)
    assert {k: set(v) for k, v in own["cues"].items()} == {k: set(v) for k, v in english["cues"].items()}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_grammars_are_folded(language: str) -> None:
    text = re.sub(
        r"\\[A-Za-z]|\(\?P<\w+>", "", str({k: v for k, v in grammar(language).data.items() if k != "not_after"})
    )
    assert fold(text) == text.replace("None", "none")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The blast killed 30 people; the mayor put the figure at 41."),
        ("fr", "L'armée parle de douze morts, un élu en compte vingt."),
        ("es", "El Ejército reportó doce muertos; la guerrilla habla de veinte."),
    ],
)
def test_a_toll_against_another_is_its_rival(language: str, sentence: str) -> None:
    assert [row.rival for row in counts(language, sentence)] == [False, True]
