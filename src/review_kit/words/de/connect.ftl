# Was `review-kit connect` im Terminal, auf seiner Seite und in den Profilen sagt, die es schreibt: wie aus jedem Export
# eine Tabelle wird.

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
connect-or = oder
connect-more = und { $n } weitere
connect-files = { $files } und { $more } weitere

## Im Terminal

connect-line-made = { $file }: hier geschrieben
connect-line-unplaced = { $file }: nicht angeschlossen: { $reason }.
connect-line-changed = geändert: { $change }
connect-line-remark = bitte ansehen: { $remark }
connect-line-read = gelesen: { connect-n-rows }{ $left_out ->
    [none] { "" }
   *[other] ; ausgelassen: { $left_out }
}
connect-line-warning = Warnung: { $warning }
connect-line-stops = HÄLT AUF: { $stop }
connect-line-undecided = OFFEN: { $question }
connect-line-optional = bitte bestätigen: { $question }

## Wie eine Tabelle gelesen wird

connect-n-rows = { $n ->
    [one] 1 Zeile
   *[other] { $n } Zeilen
}
connect-read-canonical = hat die Spalten des Datenmodells: unverändert gelesen{ $by_name ->
    [yes] , am Namen gefunden
   *[no] { "" }
}
connect-read-by = gelesen mit profiles/{ $profile }.toml{ $base ->
    [none] { "" }
   *[other] , das auf dem mitgelieferten Profil „{ $base }“ aufbaut
}{ $row ->
    [0] { "" }
    [1] { "" }
   *[other] , Überschriften in Zeile { $row }
}{ $wide ->
    [yes] , eine Spalte je { -skill }
   *[no] { "" }
}{ $state ->
    [changed] ; neu geschrieben
    [same] ; unverändert
    [edited] ; SEITDEM VON HAND GEÄNDERT: Es bleibt, wie es ist, nur umbenannte Überschriften werden angepasst (--replace schreibt es neu)
   *[new] { "" }
}
connect-lacking = { connect-n-rows } ohne diese Angabe, die jede Zeile braucht, kommen in Quarantäne: { connect-column-of }
connect-matched = „{ $heading }“: { $n } von { $rows } stehen { connect-where }
connect-where = { $group ->
    [criteria] im Bewertungsbogen
   *[other] in der Personalliste
}
connect-unmatched = „{ $text }“ in { connect-n-rows }, { $near ->
    [nobody] niemand ist nahe
    [answered] nichts davon, wie Sie geantwortet haben
   *[other] am nächsten: { $near }
}
connect-not-known = Steht nicht { connect-where }, zuzuordnen mit { $example }:
connect-the-text = der Text
connect-the-id = die Kennung
connect-profile-head = Geschrieben von `review-kit connect` aus { $files }.
connect-description = { $table } aus { $file }
connect-profile-how = Jeder Kommentar sagt, was entschieden wurde und warum. Ist etwas falsch, ändern Sie die Zeilen darunter und geben Sie `review-kit validate` ein: Ein von Hand geändertes Profil wird nicht überschrieben.

## Seit das Profil geschrieben wurde

connect-renamed = „{ $old }“ heißt jetzt „{ $new }“
connect-gone = „{ $name }“ fehlt
connect-new = „{ $name }“ ist neu{ $used ->
    [no] { " " }und wird nicht verwendet
   *[yes] { "" }
}

## Dateien, die keine Tabelle sind

connect-none-without-headings = keine Überschriften
    .hint = Prüfen Sie, ob sie eine Zeile mit Überschriften hat.
connect-none-other-sheet = ein weiteres Blatt einer angeschlossenen Arbeitsmappe; seine Zeilen werden ausgelassen
connect-none-another-file = sieht aus wie { $table }, aber auch eine andere Datei mit anderen Spalten tut das
    .hint = Nennen Sie die richtige: review-kit connect DATEI. Jetzt angeschlossen: { $files }.
connect-none-unknown = keine ihrer Spalten gehört zu einer Tabelle
    .hint = Wenn sie ein Export einer Tabelle ist, geben Sie den Spalten Überschriften, die das sagen.
connect-none-lacks = am ähnlichsten ist sie { $table }, aber keine Spalte enthält { $columns }
    .hint = Wenn sie diese Tabelle ist, benennen Sie ihre Spalten eindeutig; sonst nehmen Sie sie aus exports/ heraus.
connect-none-kind = { $kind ->
    [sheet] eine Tabelle in einem anderen Format ({ $suffix })
    [bare] eine Datei ohne Endung
   *[other] eine Datei anderer Art ({ $suffix })
}
    .hint = { $kind ->
    [sheet] Speichern Sie sie als XLSX oder CSV.
   *[other] Wenn sie ein Export ist, geben Sie ihr die Endung ihres Formats (.csv, .xlsx, …).
}
connect-none-unreadable = nicht lesbar ({ $error })
    .hint = Exportieren Sie sie noch einmal.
connect-part-questions = eine Spalte je { -skill }
connect-part-sheets = Blätter mit den Namen der Personen
connect-part-names = Vor- und Nachnamen

## Wovon eine Zeile handelt: von einer Spalte des Datenmodells oder davon, wie die Zeilen gelesen werden

connect-column-of = { $key ->
    [account_name] Kunde
    [amount] Betrag
    [baseline] Ausgangswert des Ziels
    [call_at] Tag des Anrufs
    [call_id] Anruf
    [close_date] Abschlusstag
    [commitment] Zusage
    [commitment_due] Frist der Zusage
    [commitment_status] Stand der Zusage
    [contacts] Zahl der Kontakte
    [country] Land
    [created_date] Tag, an dem das Geschäft angelegt wurde
    [criterion] Name des Skills
    [criterion_id] Skill
    [currency] Währung
    [due_on] Frist
    [email] E-Mail-Adresse der Person
    [end_date] letzter Tag in der Firma
    [entered_at] Tag, an dem die Phase erreicht wurde
    [entry_id] Eintrag
    [evaluation_id] Bewertung
    [evaluator] bewertet von Mensch oder Programm
    [evaluator_id] wer bewertet hat
    [evidence_offset_s] Stelle im Anruf
    [evidence_url] Link zum Anruf
    [hire_date] Einstellungstag
    [is_closed] abgeschlossen oder offen
    [is_won] gewonnen oder nicht
    [loss_reason] Grund des Verlusts
    [manager_email] E-Mail-Adresse der Führungskraft
    [manager_id] Führungskraft
    [manager_name] Name der Führungskraft
    [manager_note] Notiz der Führungskraft
    [max_score] höchstmöglicher Wert
    [metric] Kennzahl
    [minutes] Dauer des Gesprächs
    [opportunity_id] Geschäft
    [opportunity_name] Name des Geschäfts
    [outcome_metric] Kennzahl, auf die der Skill wirkt
    [parent_criterion_id] Skill, zu dem er gehört
    [period_end] Ende des Zeitraums
    [period_start] Beginn des Zeitraums
    [progress_note] Notiz zum Fortschritt
    [quota] Quote
    [rating] Selbsteinschätzung
    [rep_id] Person
    [rep_name] Name der Person
    [role] Rolle
    [rubric_version] Version des Bewertungsbogens
    [scheduled_date] geplanter Tag
    [score] Wert
    [score_after] Wert nach dem Gespräch
    [score_before] Wert vor dem Gespräch
    [session_date] Tag des Gesprächs
    [session_id] Gespräch
    [set_on] Tag, an dem das Ziel gesetzt wurde
    [shared_with_rep_on] Tag, an dem es der Person gezeigt wurde
    [source] Herkunft des Geschäfts
    [stage] Phase
    [status] Stand
    [target] Zielwert
    [team] Team
    [theme] Thema
    [unit] Einheit
    [valid_from] gültig ab
    [valid_to] gültig bis
    [value] Wert
    [weight] Gewicht
   *[other] { $key }
}
connect-about-column = { $part ->
    [values] { connect-column-of } (Schreibweise)
    [unit] { connect-column-of } (Einheit)
   *[none] { connect-column-of }
}
connect-about-reading = { $key ->
    [footer] Summen und Kleingedrucktes
    [fill_down] Zeilen in Blöcken
    [bands] Überschriften zwischen Zeilen
    [order] Tage
    [formats] Tage
    [swapped] Tage
    [decimal] Beträge
    [money] Beträge
    [columns] Spalten mit Werten
   *[other] { $key }
}

## Warum eine Spalte für eine bestimmte gehalten wird

connect-as-base = „{ $heading }“, wie in solchen Exporten üblich
connect-found = „{ $heading }“: { $why }
connect-because = { $what }: { $why }
connect-because-heading = ihre Überschrift{ $known ->
    [none] { "" }
   *[other] , die „{ $known }“ ähnelt
}
connect-because-rubric = { $share } ihrer Zellen stehen im Bewertungsbogen
connect-because-roster = { $share } ihrer Zellen stehen in der Personalliste
connect-because-day = die einzige Spalte mit Tagen, die übrig ist
connect-cells-dates = ihre Zellen sind Daten
connect-cells-percentages = ihre Zellen sind Prozentwerte
connect-cells-filled = ausgefüllt in { $n } von { $rows } Zeilen
connect-heading-says = „{ $heading }“ sagt es
connect-unit = { $unit ->
    [hours] Stunden
    [seconds] Sekunden
   *[minutes] Minuten
}
connect-most-above = die meisten Zahlen sind größer als { $n }
connect-as-workbook = { $why }, wie eine Arbeitsmappe Prozentwerte speichert
connect-answered = wie Sie geantwortet haben

## Spalten, die eine Datei nicht hat

connect-id-made = keine Spalte mit Kennungen: gebildet aus { $columns }
connect-id-of-names = keine Spalte mit Kennungen: gebildet aus den Namen
connect-id-of-managers = keine Spalte mit Kennungen: gebildet aus den Namen der Führungskräfte
connect-manager-of-record = keine Spalte mit Führungskräften: Die Führungskraft laut Personalliste hat die Gespräche geführt{ $sheets ->
    [all] { "" }
   *[other] { " " }(Blätter { $sheets })
}
connect-sheets-of-managers = die Blätter haben die Namen von Führungskräften: { $sheets }
connect-no-currency = keine Spalte mit Währungen: die Währung des Projekts
connect-constant-answered = in jeder Zeile dasselbe, wie Sie geantwortet haben
connect-rubric-criterion_id = keine Spalte mit Kennungen: gebildet aus den Namen
connect-rubric-outcome_metric = keine Spalte sagt, auf welches Ergebnis ein { -skill } wirkt: angenommen wird die Abschlussquote
connect-rubric-rubric_version = keine Spalte mit Fassungen: angenommen wird eine einzige
connect-rubric-valid_from = keine Spalte sagt, seit wann er gilt: schon immer

## Die Personalliste

connect-joined = „{ $first }“ und „{ $last }“, durch ein Leerzeichen verbunden
connect-team-of-manager = keine Spalte mit Teams: Wer dieselbe Angabe in „{ $heading }“ hat, ist ein Team
connect-manager-looked-up = keine Spalte mit Namen: „{ $heading }“ wird in dieser Datei selbst nachgeschlagen
connect-manager-named-by-id = keine Spalte mit Namen: ihre Kennungen
connect-manager-email = „{ $heading }“ ist zugleich die E-Mail-Adresse der Führungskraft
connect-without-manager = { connect-n-rows } ohne „{ $heading }“
connect-manages = { connect-n-rows } mit { $roles } in „{ $heading }“, was nur Führungskräfte haben
connect-also-managers = { $people }: in der Personalliste und zugleich Führungskräfte anderer; auch sie erhalten eine Mappe

## Bewertungen

connect-columns = „{ $first }“ und { $n } weitere
connect-wide = eine Spalte je { -skill }: { $n } Spalten mit Bewertungen{ $overall ->
    [none] { "" }
   *[other] ; „{ $overall }“ gilt für den ganzen Anruf, nicht für einen { -skill }
}
connect-other-names = Überschriften, die im Bewertungsbogen anders heißen
connect-call-of-evaluation = keine Spalte mit Anrufen: ein Anruf je „{ $heading }“
connect-call-made = keine Spalte mit Anrufen: gebildet aus Person und Zeit
connect-evaluation-made = keine Spalte mit Bewertungsvorgängen: gebildet aus { $columns }
connect-no-reviewer = keine Spalte sagt, wer bewertet hat: angenommen werden Menschen
connect-reviewers = „{ $heading }“: { $people ->
    [none] niemand hat
   *[other] { $people } haben
} als Mensch bewertet
connect-programs = „{ $heading }“: { $programs ->
    [none] alle sind Menschen
   *[other] { $programs } ist ein Programm
}

## Geschäfte

connect-many-stages = „{ $heading }“ hat { $n } verschiedene Texte, viel für eine Phase. Prüfen Sie, ob es eine ist
connect-stages = nach den Phasen in „{ $heading }“ ({ $stages })
connect-stages-of = { $end ->
    [won] gewonnen
    [lost] verloren
   *[open] offen
}: { $texts }
connect-undated = { connect-n-rows } ohne „{ $heading }“, alle in der Phase { $stages }

## Zeilen, die keine Datensätze sind oder zur Zeile darüber gehören

connect-footer = { $kind ->
    [totals] Summen und Zwischensummen
    [counts] Anzahlen und Mittelwerte
    [print] Kleingedrucktes
    [report] Angaben zum Bericht
   *[other] eine Zeile, die kein Datensatz ist
}: { connect-n-rows }, etwa „{ $example }“
connect-footer-known = Summen oder Kleingedrucktes in { connect-n-rows }, wie in solchen Exporten üblich
connect-reason-no-manager = Person ohne Führungskraft
connect-reason-manages = führt andere und wird nicht beurteilt
connect-reason-undated = Geschäft ohne den Tag, an dem es angelegt wurde
connect-blocks = „{ $heading }“ ist nur in der ersten Zeile jedes Blocks ausgefüllt, in { $n } von { $rows } Zeilen: Der Wert gilt bis zum nächsten
connect-band = „{ $heading }“ steht über den eigenen Zeilen, in { connect-n-rows } wie „{ $example }“

## Personen und Skills in anderer Schreibweise

connect-is = „{ $text }“ ist { $known }
connect-is-theme = „{ $text }“ ist ein Thema
connect-is-nobody = „{ $text }“ steht nicht { connect-where }
connect-same-words = dieselben Wörter in anderer Schreibweise: { $texts }
connect-texts-answered = wie Sie geantwortet haben: { $texts }
connect-theme = „{ $heading }“, wo es keinen { -skill } des Bewertungsbogens nennt

## Ein Bewertungsbogen aus den Überschriften der Bewertungen

connect-rubric-made = der Bewertungsbogen, weil kein Export ihn enthält: { $n } { -skills } aus den Überschriften der Bewertungen
connect-rubric-assumed = angenommen wird, dass jeder { -skill } auf { $metric } wirkt und seit { $day } gilt; ist das falsch, ändern Sie es in der Datei
connect-weights = Gewichte innerhalb { $group ->
    [all] des Bewertungsbogens
   *[other] von „{ $group }“
}: { $how }
connect-weights-headings = wie die Überschriften sagen{ $exact ->
    [yes] { "" }
   *[no] , von { $total } auf 100 gebracht
}
connect-weights-worked-out = aus „{ $overall }“ berechnet: Sie ergeben diesen Wert bei { $n } Anrufen auf einen Punkt genau
connect-weights-unknown = AUS KEINEM EXPORT BEKANNT, deshalb alle gleich
connect-weights-disagree = . BITTE ANSEHEN: Sie ergeben „{ $overall }“ bei { $n } von { $calls } Anrufen nicht und liegen bis zu { $points } Punkte daneben
connect-weights-would-fit = ; diese passen: { $weights }

## Was entschieden wurde, und warum

connect-order-answered = { $columns }: { connect-order }, wie Sie geantwortet haben
connect-order = { $order ->
    [day_first] zuerst der Tag
   *[month_first] zuerst der Monat
}
connect-order-both = { $columns }: { $day_first ->
    [one] Bei 1 Datum
   *[other] Bei { $day_first } Daten
} kann nur der Tag zuerst stehen, bei { $month_first } nur der Monat; mehrere Personen oder Programme haben sie geschrieben
connect-order-sure = { $columns }: { $n ->
    [one] 1 Datum lässt
   *[other] { $n } Daten lassen
} nur eine Lesart zu: { connect-order }{ $example ->
    [none] {""}
   *[other] , etwa { $example }
}
connect-order-export = { $columns }: mit { $order ->
    [day_first] dem Monat
   *[month_first] dem Tag
} zuerst lägen manche nach dem Tag des Exports
connect-order-dots = { $columns }: mit Punkten geschrieben, also zuerst der Tag
connect-epochs = { $columns }: { $what ->
    [milliseconds] Millisekunden
   *[seconds] Sekunden
} seit 1970
connect-money = { $columns }: Beträge mit Währung
connect-decimal-answered = „{ $column }“: wie Sie geantwortet haben
connect-decimal-sure = „{ $column }“: { $n ->
    [one] Sein einziger Betrag mit „{ $mark }“ hat
   *[other] Alle { $n } Beträge mit „{ $mark }“ haben
} drei Ziffern dahinter, wie bei Tausendern
connect-scale-percent-cells = { $share } der Zellen sind Prozentwerte, etwa { $example }
connect-scale-points = Zellen nennen ihren Höchstwert, etwa 4/{ $top }
connect-scale-no-number = keine Zelle enthält eine Zahl
connect-scale-percent = Zahlen bis { $highest }, also Prozentwerte
connect-scale-share = keine Zahl ist größer als { $highest }, und manche liegen zwischen 0 und 1
connect-scale-ratings = { $n } Noten, keine größer als { $highest }

## Was gefragt wird, und was die Antworten bedeuten

connect-asks-order = { $columns }: { $n ->
    [one] Das einzige Datum lässt
   *[other] Alle { $n } Daten lassen
} sich auf zwei Arten lesen. Welche ist richtig?
connect-asks-order-of-some = { $columns } enthält Daten in beiden Reihenfolgen. Welche gilt, wenn beide möglich sind?
connect-means-day = { $example } ist der { $day } ({ connect-order })
connect-means-order = { connect-order }
connect-asks-decimal = „{ $column }“ enthält Beträge wie { $example }. Trennt „{ $mark }“ die Tausender?
connect-means-thousands = ja, { $example } ist mehr als tausend
connect-means-decimal = nein, „{ $mark }“ ist das Dezimalzeichen
connect-asks-scale = { $columns }: keine Zahl ist größer als { $highest }. Was ist die höchste mögliche Bewertung?
connect-means-top = { $top } ist die beste Note
connect-means-percent = Prozentwerte: { $highest } bedeutet { $percent }
connect-asks-unit = „{ $heading }“: keine Zahl ist größer als { $highest }. Was zählen sie?
connect-asks-constant = Keine Spalte enthält diese Angabe, aber jede Zeile von { $table } braucht sie: { connect-column-of }. Wie lautet sie für alle Zeilen?
connect-asks-stage = „{ $heading }“ enthält „{ $text }“ ({ $n ->
    [one] 1 Geschäft
   *[other] { $n } Geschäfte
}). Heißt das gewonnen, verloren oder offen?
connect-means-stage = { $end ->
    [won] abgeschlossen und gewonnen
    [lost] abgeschlossen und verloren
   *[open] noch offen
}
connect-asks-blocks = „{ $heading }“ ist in { $n } von { $rows } Zeilen leer. Gilt dort der Wert darüber?
connect-means-blocks = { $answer ->
    [yes] ja, der letzte darüber gilt
   *[no] nein, er wurde nicht eingetragen
}
connect-asks-who = „{ $heading }“ enthält „{ $text }“ ({ connect-n-rows }), und niemand in der Personalliste heißt so. Wer ist gemeint?
connect-asks-skill = „{ $heading }“ enthält „{ $text }“ ({ connect-n-rows }), was nicht im Bewertungsbogen steht. Was ist gemeint?
connect-means-known = { $known }
connect-means-theme = ein Thema des Gesprächs, kein { -skill } des Bewertungsbogens: den Eintrag ohne { -skill } behalten
connect-means-nobody = nichts davon: Die Zeilen kommen in Quarantäne
connect-asks-swapped = „{ $heading }“: Tage und Monate sind vielleicht vertauscht, wie es geschieht, wenn ein Tabellenprogramm eine Datei aus einem anderen Land öffnet. Zurücktauschen?
connect-means-swapped = { $answer ->
    [yes] ja, { $example } ist der { $day }
   *[no] nein, sie sind richtig
}
connect-asks-organisation = Wie heißt Ihre Organisation? Der Name steht auf jedem Dokument.
connect-asks-time-zone = In welcher Zeitzone sind Ihre Tage? Nennen Sie sie wie Europe/Berlin; eine leere Antwort lässt { $zone }. Sie entscheidet, zu welchem Tag ein Zeitpunkt gehört.
connect-asks-currency = Alle Beträge sind in { $found }, aber die Währung des Projekts ist { $currency }. Welche ist richtig?
connect-means-currency = { $code }
connect-asks-password = { $file } hat ein Kennwort. In welcher Umgebungsvariablen steht es? (Nennen Sie die Variable, nie das Kennwort.)
