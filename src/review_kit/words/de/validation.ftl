# Von der Prüfung der Exporte nur, was die Sites sagen. Das ganze Ergebnis mit Regeln und Gründen gibt es auf Englisch.

validation-all-met = { $n ->
    [0] Die Exporte haben keine Zeilen.
    [one] Die eine Zeile erfüllt ihren Vertrag.
   *[other] Alle { $n } Zeilen erfüllen ihre Verträge.
}
validation-some-quarantined = Dokumente können entstehen: { $kept } von { $n } Zeilen erfüllen ihre Verträge, { $quarantined ->
    [one] 1 ist
   *[other] { $quarantined } sind
} in Quarantäne.
validation-table = Tabelle
validation-rows-in = Gelesene Zeilen
validation-kept = Behalten
validation-quarantined = In Quarantäne
validation-left-out = Ausgelassen
validation-verdict = Urteil
validation-passed = bestanden
validation-stops = hält den Lauf an
validation-absent = Nicht exportiert: { $tables }. Abschnitte, die diese Tabellen brauchen, sagen es.
