# Das Deckblatt einer Mappe. Lob und Fragen sind die der Pakete (packet.ftl).

binder-kind = Mappe der Führungskraft
binder-copy = Exemplar der Führungskraft
binder-reps =
    { $reps ->
        [one] 1 Person
       *[other] { $reps } Personen
    }
binder-introduction =
    { $reps ->
        [one] Was zu loben ist, was zu fragen ist und was vor dem Gespräch zu tun ist.
       *[other] { $reps } Personen, in der Reihenfolge der Gespräche: Was nicht warten kann, kommt zuerst, dann nach Namen. Die Reihenfolge ist keine Rangliste.
    }
binder-rep = Person
binder-before = Vor dem Gespräch
binder-past-the-line = „{ $theme }“ kam in { $sessions } Gesprächen vor, und der Wert änderte sich um { $interval } Punkte: Ein Leistungsgespräch ist fällig.
binder-share =
    { $all ->
        [one] Den Eintrag im Protokoll teilen.
       *[other] { $entries } von { $all } Einträgen im Protokoll teilen.
    }
binder-record-outcomes =
    { $commitments ->
        [one] Eintragen, was aus 1 Zusage wurde.
       *[other] Eintragen, was aus { $commitments } Zusagen wurde.
    }

## Die Seiten einer Mappe

binder-page = Seite { $page }
binder-foot = Mappe, Seite { $page }
binder-sheet = { $name }: Gesprächsbogen
binder-not-made = { $name }: nicht erstellt, siehe Zusammenfassung des Laufs
