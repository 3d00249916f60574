# Von dem, was ein Lauf von sich sagt, nur, was auf der Site des Enablement-Teams steht. Die Seiten im Ordner des Laufs
# gibt es auf Englisch.

run-interrupted = Dieser Lauf wurde abgebrochen. Derselbe Befehl noch einmal, und er macht dort weiter.
run-running = Dieser Lauf ist seit { $moment } im Gange.
run-failed =
    { $n ->
        [one] 1 von { $of } Dokumenten konnte nicht erstellt werden.
       *[other] { $n } von { $of } Dokumenten konnten nicht erstellt werden.
    }
run-made =
    { $n ->
        [one] 1 von { $of } Dokumenten wurde erstellt
       *[other] { $n } von { $of } Dokumenten wurden erstellt
    }{ $unchanged ->
        [0] .
        [one] ; 1 war aktuell.
       *[other] ; { $unchanged } waren aktuell.
    }
run-nothing =
    { $n ->
        [0] Es gab nichts zu erstellen.
        [one] Nichts zu erstellen: Das eine Dokument ist aktuell.
       *[other] Nichts zu erstellen: Alle { $n } Dokumente sind aktuell.
    }
run-count =
    { $status ->
        [made] { $n } erstellt
        [unchanged] { $n } unverändert
        [failed] { $n } gescheitert
        [outdated] { $n } veraltet
        [removed] { $n } entfernt
       *[planned] { $n } geplant
    }
run-count-none = keine
failed-cell = { $template }, Zelle { $cell }
failed-line = { $template }, Zeile { $line }
failed-cell-and-line = { $template }, Zelle { $cell }, Zeile { $line }
