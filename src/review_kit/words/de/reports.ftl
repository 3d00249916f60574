# Von den Berichten für Teams und Organisation nur, was die Sites auch sagen: ob man den Bewertungen trauen kann. Die
# Berichte selbst gibt es auf Englisch.

reports-skill = { -Skill }
reports-yes = ja
reports-no = nein
reports-with-interval = { $value } ({ $low } bis { $high })

## Kann man den Bewertungen trauen?

reports-scorers-one =
    Alle Bewertungen stammen von derselben Stelle, also ist nicht zu sagen, wie einig sich andere mit ihr wären. Lassen
    Sie zu jedem { -skill } auch { $n } Anrufe von Menschen bewerten, um es zu erfahren.
reports-scorers-untold = { $n ->
    [one] Ein { -skill }
   *[other] { $n } { -skills }
    } von { $reps ->
    [one] einer Person
   *[other] { SPELLED($reps) } Personen
    } { $n ->
    [one] hat
   *[other] haben
    } kein Urteil: Verschiedene haben bewertet, und niemand weiß, wie weit sie auseinanderliegen. Lassen Sie beide einige
    derselben Anrufe bewerten.
reports-scorers-mix = Am Ende des Zeitraums und an seinem Anfang: { $shares }.
reports-scorers-share = { $scorer } { $now } ({ $before })
reports-scorers-too-few =
    Zu jedem { -skill } haben weniger als { $n } Anrufe mehr als eine Bewertung, also ist nicht zu sagen, wie einig sich
    die Bewertenden sind.
reports-scorers-unknown = { $n ->
    [one] Bei einem { -skill } ist das nicht zu sagen.
   *[other] Bei { $n } { -skills } ist das nicht zu sagen.
}
reports-scorers-agree = Die Bewertenden sind sich bei jedem { -skill } einig genug, um über Personen zu urteilen.
reports-scorers-agree-on = { $n ->
    [one] Bei einem { -skill } sind sich die Bewertenden einig genug, um über Personen zu urteilen.
   *[other] Bei { $n } { -skills } sind sich die Bewertenden einig genug, um über Personen zu urteilen.
}
reports-scorers-weak =
    Zu uneinig sind sich die Bewertenden bei { $skills }: Dort geben Pakete kein Urteil. Klären Sie in einer
    Kalibrierungsrunde, was eine gute Bewertung ist.
reports-scorers-gap = { $scorer } { $how_many ->
    [people] bewerten
   *[one] bewertet
    } { $skill } um { $points } { $way ->
    [higher] höher
   *[lower] niedriger
    } als { $other }. Solche Unterschiede werden abgezogen, bevor über eine Veränderung geurteilt wird.
reports-scorers-nobody-apart = Von { $n } Personen bewertet keine deutlich höher oder niedriger als die anderen.
reports-scorers-apart = { $people } als hier üblich.
reports-scorers-person = { $names } { $n ->
    [one] bewertet
   *[other] bewerten
    } deutlich { $way ->
    [higher] höher
   *[lower] niedriger
    }
reports-scorers-drift = { $scorer } { $how_many ->
    [people] sind
   *[one] ist
    } um { $points } { $way ->
    [lenient] milder
   *[strict] strenger
    } als vor diesem Zeitraum.
reports-scorers-less = { $scorer } minus { $other }, Punkte
reports-scorers-both = Von beiden bewertete Anrufe
reports-scorers-icc = ICC
reports-scorers-judges = Reicht für Urteile
reports-scorers-not-known = unbekannt (unter { $n } Anrufen)
reports-scorers-who = Person
reports-scorers-to-others = Zu allen anderen, Punkte
reports-scorers-note = Einigkeit: 1 ist völlig, 0 ist Zufall; unter { $reliable } gibt es über einen { -skill } kein Urteil.
reports-scorers-estimated =
    { $mark } Gemessen an Anrufen derselben Person aus derselben Woche, weil zu wenige Anrufe von beiden bewertet wurden.
reports-managers-calls = Anrufe
reports-managers-lenient = höher als hier üblich
reports-managers-strict = niedriger als hier üblich
reports-managers-as-usual = wie hier üblich

## Anfechtungen

reports-disputes-none = In diesem Zeitraum wurde keine Bewertung angefochten.
reports-disputes-open = { $n ->
    [one] { SPELLED($n) } von { $scores } Bewertungen wurde angefochten; entschieden ist noch nichts.
   *[other] { SPELLED($n) } von { $scores } Bewertungen wurden angefochten; entschieden ist noch nichts.
}
reports-disputes = { $n ->
    [one] { SPELLED($n) } von { $scores } Bewertungen wurde angefochten
   *[other] { SPELLED($n) } von { $scores } Bewertungen wurden angefochten
    }; von { $resolved ->
    [one] einer entschiedenen
   *[other] { SPELLED($resolved) } entschiedenen
    } { $overturned ->
    [one] wurde eine
   *[other] wurden { SPELLED($overturned) }
    } geändert.
reports-disputes-title = Anfechtungen
reports-disputes-scores = Bewertungen
reports-disputes-resolved = Entschieden
reports-disputes-of = Bewertungen von: { $scorer }
reports-disputes-all = Alle
