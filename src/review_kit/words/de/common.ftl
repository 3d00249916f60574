# Was in jedem Dokument gleich heißt. Ausgeschriebene Zahlen stehen in der weiblichen Form: eine Zusage, keine Zusage.

-skill = Skill
-skills = Skills
-Skill = Skill
-Skills = Skills

spelled-0 = keine
spelled-1 = eine
spelled-2 = zwei
spelled-3 = drei
spelled-4 = vier
spelled-5 = fünf
spelled-6 = sechs
spelled-7 = sieben
spelled-8 = acht
spelled-9 = neun
spelled-10 = zehn
spelled-11 = elf
spelled-12 = zwölf

interval = { $low } bis { $high }
unit-points = { $n ->
    [one] { $value } Punkt
   *[other] { $value } Punkte
}
unit-days = { $n ->
    [one] { $value } Tag
   *[other] { $value } Tage
}
unit-weeks = { $n ->
    [one] { $value } Woche
   *[other] { $value } Wochen
}
unit-minutes = { $n ->
    [one] { $value } Minute
   *[other] { $value } Minuten
}
unit-seconds = { $n ->
    [one] { $value } Sekunde
   *[other] { $value } Sekunden
}
unit-hours = { $value } Std.
unit-hours-a-week = { $value } Std. pro Woche
unit-money-a-day = { $amount } pro Tag
unit-of-scale = { $value } von { $most }
unit-scale = von { $most }
unit-exported = { $value } { $unit }

date-with-weekday = { $weekday }, { $day }

tenure-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
tenure-weeks = { $n ->
    [one] { $n } Woche
   *[other] { $n } Wochen
}
tenure-months = { $n ->
    [one] { $n } Monat
   *[other] { $n } Monate
}
tenure-years = { $n ->
    [one] { $n } Jahr
   *[other] { $n } Jahre
}
tenure-years-and-months = { $years ->
    [one] { $years } Jahr
   *[other] { $years } Jahre
} { $months ->
    [one] { $months } Monat
   *[other] { $months } Monate
}

document-rep_packet = Review-Paket
document-conversation_sheet = Gesprächsbogen
document-binder_cover = Deckblatt der Mappe
document-binder = Mappe der Führungskraft
document-team_roi = Coaching-Bericht
document-org_summary = Coaching-Übersicht
document-glossary = Glossar

page-contents = Inhalt
