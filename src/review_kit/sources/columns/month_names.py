"""Names of months and weekdays in the languages of exports, as Unicode's CLDR has them.

A name that means different months in two languages (``listopad`` is November in Polish and October
in Croatian) is left out: it cannot be read without knowing the language. A test holds the tables to
CLDR; they stand here because looking them up takes longer than reading a small export.
"""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "nb": "Norwegian",
    "fi": "Finnish",
    "pl": "Polish",
    "cs": "Czech",
    "sk": "Slovak",
    "hu": "Hungarian",
    "hr": "Croatian",
}
"""CLDR's code → language."""

_NAMES: Mapping[int, str] = {
    1: (
        "ene enero gen gennaio jan janeiro januar januari january január januára janv "
        "janvier led leden ledna sij siječanj siječnja sty styczeń stycznia tammi tammikuu "
        "tammikuuta"
    ),
    2: (
        "feb febbraio febr febrero februar februari february február februára fev fevereiro "
        "févr février helmi helmikuu helmikuuta lut lutego luty velj veljača veljače úno "
        "únor února"
    ),
    3: (
        "bře březen března maalis maaliskuu maaliskuuta maart mar marca march marec mars "
        "marts marzec marzo março mrt márc március mär märz ožu ožujak ožujka"
    ),
    4: (
        "abr abril apr april aprile apríl apríla avr avril dub duben dubna huhti huhtikuu "
        "huhtikuuta kwi kwiecień kwietnia tra travanj travnja ápr április"
    ),
    5: (
        "kvě květen května mag maggio mai maio maj maja may mayo mei máj mája május svi "
        "svibanj svibnja touko toukokuu toukokuuta"
    ),
    6: (
        "cze czerwca czerwiec giu giugno juin jun june junho juni junio jún júna június "
        "kesä kesäkuu kesäkuuta lipanj lipnja červen června čvn"
    ),
    7: (
        "heinä heinäkuu heinäkuuta juil juillet jul julho juli julio july júl júla július "
        "lipca lipiec lug luglio srpanj srpnja července červenec čvc"
    ),
    8: (
        "ago agosto août aug august augusta augusti augustus augusztus elo elokuu elokuuta "
        "kol kolovoz kolovoza sie sierpień sierpnia srpen srpna"
    ),
    9: (
        "ruj rujan rujna sep sept september septembra septembre septiembre set setembro "
        "settembre syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář září"
    ),
    10: (
        "loka lokakuu lokakuuta oct october octobre octubre okt oktober október októbra ott "
        "ottobre out outubro paź październik października říj říjen října"
    ),
    11: (
        "listopadu marras marraskuu marraskuuta nov november novembra novembre novembro "
        "noviembre stu studeni studenoga"
    ),
    12: (
        "dec december decembra des desember dez dezember dezembro dic dicembre diciembre "
        "déc décembre gru grudnia grudzień joulu joulukuu joulukuuta pro prosinac prosinca "
        "prosince prosinec"
    ),
}

_WEEKDAYS = (
    "cs csütörtök czw czwartek di dienstag dim dimanche dinsdag do dom domenica domingo "
    "donderdag donnerstag fr fre fredag freitag fri friday gio giovedì h hétfő jeu "
    "jeudi jue jueves k ke kedd keskiviikko keskiviikkona la lauantai lauantaina lun "
    "lundi lunedì lunes lör lördag lør lørdag ma maanantai maanantaina maandag man "
    "mandag mar mardi martedì martes mer mercoledì mercredi mi mittwoch mié miércoles "
    "mo mon monday montag mån måndag ne ned nedeľa nedjelja neděle niedz niedziela ons "
    "onsdag p pe perjantai perjantaina pet petak pi piatok piątek po pon pondelok "
    "pondělí ponedjeljak poniedziałek pt pá pátek péntek qua qui sa sab sabato sam "
    "samedi samstag sat saturday seg sex so sob sobota sonntag sri srijeda st streda "
    "středa su sub subota sun sunday sunnuntai sze szerda szo szombat sáb sábado sön "
    "söndag søn søndag ter thu thursday ti tiistai tiistaina tir tirs tirsdag tis "
    "tisdag to tor tors torsdag torstai torstaina tue tuesday ut uto utorak utorok v "
    "vasárnap ven vendredi venerdì vie viernes vr vrijdag wed wednesday wo woensdag wt "
    "wtorek za zaterdag zo zondag út úterý čet četvrtak čt čtvrtek śr środa št štvrtok"
)
WEEKDAYS: frozenset[str] = frozenset(_WEEKDAYS.split())
"""Names of weekdays in small letters, without a dot at their end."""

MONTHS: Mapping[str, int] = {
    name: number for number, names in _NAMES.items() for name in names.split()
}
"""Name in small letters, without a dot at its end → number of the month."""
