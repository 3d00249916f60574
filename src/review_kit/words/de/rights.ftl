# Woher eine Zahl kommt, und was über eine Person gespeichert ist.

explain-true = ja
explain-false = nein
explain-rows = { $which }: { $n ->
    [one] eine Zeile
   *[other] { $n } Zeilen
} aus { $table }
explain-rows-dated = { $which }, { $first } bis { $last }: { $n ->
    [one] eine Zeile
   *[other] { $n } Zeilen
} aus { $table }

explain-which-read = Zeilen der Tabelle, die die Kennzahl liest
explain-which-calls = Bewertete Anrufe, jeder mit seiner Gesamtbewertung
explain-which-entries = Einträge im Coaching-Protokoll
explain-which-ratings = Eigene Einschätzungen neben der Bewertung davor
explain-which-sessions = Gehaltene Gespräche
explain-which-planned-moved = Termine im Kalender; die verschobenen zählen
explain-which-planned-cancelled = Termine im Kalender; die abgesagten zählen
explain-which-due = Fällige Gespräche; vollständige zählen, ausstehende zählen weder so noch so
explain-which-made = Getroffene Vereinbarungen
explain-which-promised = Fällige Vereinbarungen, und früher fällige, die noch offen sind
explain-which-numbers = Zahlen, aus denen sie berechnet ist
explain-which-levels = Letzte Einstufung jeder Kompetenz
explain-which-moved = Letzte Einstufung jeder Kompetenz neben der im Zeitraum davor
explain-which-goals = Das offene Ziel, das zählt
explain-which-closed = Abgeschlossene Geschäfte
explain-which-won = Gewonnene Geschäfte
explain-which-started = Eröffnete Geschäfte
explain-which-open = Am Ende des Stichtags offene Geschäfte
explain-which-lost = Verlorene Geschäfte
explain-which-stalled = Offene Geschäfte, die länger in ihrer Phase sind als 75 % der anderen dort
explain-which-quotas = Quotenzeiträume, jeder mit seinem Anteil der Tage
explain-which-exported = Exportierte Zeiträume
explain-which-hired = Erster Arbeitstag
explain-which-since-hire = Worin der erste volle Monat auf Quote gesucht wird
explain-which-skills = Die Zahl für jeden { -skill }
explain-which-scores = Bewertungen von Anrufen
explain-which-after-session = Bewertungen von Anrufen an den Tagen 8 bis 35 nach dem ersten Gespräch
explain-which-session-scores = Die Zahl für jedes Gespräch
explain-which-around-sessions = Bewertungen von Anrufen vor und nach den Gesprächen
explain-which-themes = Die Zahl für jedes Thema
explain-which-themed = Einträge im Coaching-Protokoll, die ein Thema nennen
explain-which-stages = Die Zahl für jede Phase
explain-which-passages = Geschäfte, die eine Phase verlassen haben
explain-which-by-scorer = Bewertungen je bewertender Stelle
explain-which-routed = Wohin das Coaching gehen sollte, für jeden { -skill }
explain-which-start = Die ersten Tage, neben früher Eingestellten zusammen
explain-which-plan = Der Plan, und woraus er berechnet ist
explain-which-booked = Vorgeschlagene Tage für Gespräche
explain-which-levers = Was jede Änderung brächte

person-title = { $organisation } · Was über eine Person gespeichert ist
person-headline = Alles, was review-kit über { $name } ({ $id }) gespeichert hat
person-made = Am { $day } aus den Dateien des Projekts zusammengestellt.
person-searched = Gesucht wurde nach: { $names }.
person-purpose = Diese Daten dienen der Vorbereitung von Gesprächen über Coaching und Ergebnisse. Menschen lesen sie und entscheiden; nichts wird allein danach entschieden.
person-data = Alles davon als Daten (JSON)
person-documents = Dokumente über die Person
person-document = Dokument
person-run = Lauf
person-held-in = Gespeichert in
person-none = Nichts.
person-deliveries = Freigegeben und verschickt
person-when = Wann (UTC)
person-what = Was geschah
person-to = An
person-event-reviewed = von einer Führungskraft gelesen
person-event-released = freigegeben
person-event-sending = wird verschickt
person-event-delivered = zugestellt
person-event-failed = nicht zugestellt
person-event-acknowledged = bestätigt
person-kind-snapshot = Zeilen der Exporte
person-kind-quarantine = Zeilen in Quarantäne
person-kind-metrics = Kennzahlen
person-kind-collected = Aus Gesprächsbögen übernommen
person-rows = { $n ->
    [0] Keine Zeile handelt nur von der Person.
    [one] Eine Zeile handelt von der Person.
   *[other] { $n } Zeilen handeln von der Person.
}
person-named = { $n ->
    [one] Eine Zelle einer anderen Zeile nennt die Person.
   *[other] { $n } Zellen anderer Zeilen nennen die Person.
}
person-more = { $n ->
    [one] Eine weitere Zeile steht in der CSV-Datei.
   *[other] { $n } weitere Zeilen stehen in der CSV-Datei.
}
person-corrections = Korrekturen fehlerhafter Zeilen
person-correction = { $file }, Zeile { $row }, korrigiert von { $by } am { $at }
person-elsewhere = Andere Dateien, die die Person nennen
person-elsewhere-why = Exporte, wie sie kamen, und Dokumente über Gruppen. Sie sind nicht beigefügt, weil sie auch von anderen handeln.
person-unread = Dateien, die nicht durchsucht werden konnten
person-outside = Nicht enthalten: die Systeme, aus denen die Exporte kommen, Mailserver und Ablagen außerhalb des Projekts, Sicherungskopien, und wo jemand gemeint, aber nicht genannt ist.
