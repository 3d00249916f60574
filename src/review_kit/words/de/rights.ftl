# Was über eine Person gespeichert ist.

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
