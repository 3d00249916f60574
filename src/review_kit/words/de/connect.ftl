# Die Seite von `review-kit connect`: wie aus jedem Export eine Tabelle wird.

connect-title = Exporte anschließen
connect-headline = { $n ->
    [0] Keine Datei ließ sich anschließen
    [one] Eine Tabelle
   *[other] { $n } Tabellen
}{ $open ->
    [0] {""}
    [one] ; eine Frage ist offen
   *[other] ; { $open } Fragen sind offen
}
connect-missing = Keine Datei enthält { $table }, und jeder Lauf braucht diese Tabelle
connect-table = Tabelle
connect-file = Aus
connect-rows = Zeilen
connect-profile = Profil
connect-as-it-is = unverändert gelesen
connect-changes = Seit dem Anschließen geändert
connect-stops = Das hielte einen Lauf auf:
connect-samples = Die ersten Zeilen, wie sie gelesen werden
connect-column = Spalte
connect-empty = leer
connect-decided = Was entschieden wurde, und warum
connect-what = Gegenstand
connect-why = Entscheidung
connect-text = Im Export
connect-near = Am nächsten
connect-nobody = niemand ist nahe
connect-taken-for = gelesen als { $id }
connect-left-out = Ausgelassene Zeilen
connect-unused = Spalten, die nichts verwendet: { $columns }
connect-others = Andere Dateien
connect-translates = übersetzt Kennungen für das Profil { $profile }
