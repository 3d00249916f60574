# Was mehrere Dokumente gleich sagen: Urteile, Skills, Ergebnisse, woher die Zahlen kommen.

## Das Urteil über einen Skill

verdict-improved = verbessert
verdict-declined = verschlechtert
verdict-no_clear_change = keine klare Veränderung
verdict-cannot_tell_yet = noch zu früh
verdict-not_enough_calls = zu wenige Anrufe
verdict-too-early-until = noch zu früh (ab { $day })
verdict-not-enough-calls-yet = zu wenige Anrufe ({ $n })

verdict-standing = { $verdict }, { $points }
verdict-standing-expected = { $verdict }, { $points } gegenüber vergleichbaren { -skills } ohne Coaching

## Warum ein Skill weder verbessert noch verschlechtert ist

verdict-why-within_chance = so stark schwanken die Werte ohnehin
verdict-why-gain_excluded = ein Gewinn von { $gain ->
    [one] { $gain } Punkt
   *[other] { $gain } Punkten
} ist auszuschließen
verdict-why-recovered = zuerst gefallen, dann erholt
verdict-why-made_up = lag unter vergleichbaren { -skills } ohne Coaching und ist wieder auf deren Höhe
verdict-why-not_held = lag über vergleichbaren { -skills } ohne Coaching und ist seither gefallen
verdict-why-follow_up_open = das erste Gespräch liegt weniger als { $weeks ->
    [one] eine Woche
   *[other] { SPELLED($weeks) } Wochen
} zurück
verdict-why-interval_too_wide = vielleicht kein Gewinn, vielleicht einer von { $gain ->
    [one] { $gain } Punkt
   *[other] { $gain } Punkten
}
verdict-why-coached_earlier = schon vor diesem Zeitraum gecoacht
verdict-why-no_calibration = zu wenige { -skills } hier, um zu sagen, wie stark die Werte ohnehin schwanken
verdict-why-different_scorers = von verschiedenen Personen bewertet
verdict-why-unreliable_scores = wer hier bewertet, ist sich zu wenig einig, um jemanden danach zu beurteilen
verdict-why-no_calls = kein Anruf wurde in diesem Zeitraum darauf bewertet
verdict-why-few_calls_at_start = { $n ->
    [0] kein Anruf
    [one] { $n } Anruf
   *[other] { $n } Anrufe
} am Anfang; nötig sind { $minimum }
verdict-why-few_calls_at_end = { $n ->
    [0] kein Anruf
    [one] { $n } Anruf
   *[other] { $n } Anrufe
} am Ende; nötig sind { $minimum }
verdict-why-few_calls_at_both_ends = { $n ->
    [0] kein Anruf
    [one] { $n } Anruf
   *[other] { $n } Anrufe
} am Anfang und am Ende zusammen; nötig sind jeweils { $minimum }
verdict-why-coached_before_record = das erste Gespräch war, bevor die Werte beginnen
verdict-why-record_too_short = die Werte beginnen { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
} vor dem ersten Gespräch; nötig sind { $needed }
verdict-why-too_few_calls_early = { $n } von { $needed } nötigen Anrufen zwischen { $early_from } und { $early_to } Wochen vor dem ersten Gespräch
verdict-why-too_few_calls_recent = { $n } von { $needed } nötigen Anrufen in den { $recent } Wochen vor dem ersten Gespräch
verdict-why-too_few_calls_before = { $n } von { $needed } nötigen Anrufen in den { $early_from } Wochen vor dem ersten Gespräch
verdict-why-too_few_calls_after = { $n } von { $needed } nötigen Anrufen an den Tagen { $first } bis { $last } nach dem ersten Gespräch
verdict-why-few_coached_skills = zu wenige gecoachte { -skills } im Unternehmen zum Vergleichen ({ $n }; nötig sind { $needed } von { $reps } Personen)
verdict-why-few_uncoached_skills = zu wenige { -skills } ohne Coaching im Unternehmen zum Vergleichen
verdict-why-no_skills_alike = alle { -skills } ohne Coaching hatten hier höhere Werte, also ist keiner vergleichbar
verdict-why-whole_reps_coached = hier wurden Personen in fast allen { -skills } zugleich gecoacht
verdict-why-scorers_changed = seit das Coaching begann, bewerten andere die Anrufe
verdict-why-sessions_not_logged = zu wenige der Gespräche hier stehen im Protokoll
verdict-why-no_comparison = kein { -skill } ohne Coaching zum Vergleichen

## Woran Veränderungen gemessen werden

judged-one-scale = Wo am Anfang und am Ende verschiedene Personen bewertet haben, steht die Veränderung auf einer Skala: der gemessene Unterschied zwischen ihnen ist abgezogen. Sie kann daher von den gedruckten Werten abweichen.
judged-by-earlier = Veränderungen werden daran gemessen, wie stark die Werte hier in den Monaten davor schwankten.
judged-by-same = Die Aufzeichnung ist zu kurz, um Veränderungen an früheren zu messen. Sie werden daran gemessen, wie sich die Werte aller in diesem Zeitraum veränderten; das macht die Bereiche breiter.
judged-plain = Bei einem gecoachten { -skill } ist die Änderung von ○ zu ● kein Urteil.

skill-described = { $skill }: zuerst { $baseline }, jetzt { $current }; { $verdict }; Ziel { $target }.
skill-described-without-baseline = { $skill }: jetzt { $current }; { $verdict }; Ziel { $target }.
skill-described-without-current = { $skill }: zuerst { $baseline }; { $verdict }; Ziel { $target }.
skill-described-no-score = { $skill }: zu wenige Anrufe für einen Wert.

## Warum über keinen Skill etwas zu sagen ist

few-calls-none = In diesen { $days } Tagen wurde kein Anruf bewertet.
few-calls-some = { $calls ->
    [one] Ein Anruf wurde
   *[other] { $calls } Anrufe wurden
} in diesen { $days } Tagen bewertet: zu wenige, um zu sagen, was sich verändert hat.
few-calls-other-skills = { $calls ->
    [one] Ein Anruf wurde
   *[other] { $calls } Anrufe wurden
} in diesen { $days } Tagen bewertet, keiner davon auf einen wichtigen { -skill }.
few-calls-recent = { $calls ->
    [one] Ein Anruf wurde
   *[other] { $calls } Anrufe wurden
} in diesen { $days } Tagen bewertet, aber { $recent ->
    [0] keiner
    [one] nur einer
   *[other] nur { SPELLED($recent) }
} in den letzten { $last }: zu wenige, um zu sagen, was sich verändert hat.

chance-more = mehr, als der Zufall erklärt
chance-less = weniger, als der Zufall erklärt
chance-same = kann Zufall sein

## Wer bewertet hat

scorer-people = Menschen
scorer-ai = die KI
scorer-ai-named = KI { $name }
scorer-share = { $scorer } { $share }
scorer-share-people = { $n ->
    [one] eine Person
   *[other] { SPELLED($n) } Personen
} { $share }
scorer-share-under = unter { $share }
scorer-share-over = über { $share }
scorer-scored-by = Bewertet von: { $scorers }.

## Ergebnisse

result-rank = { $rank } von { $n }
result-median-team = Team
result-median-organisation = Organisation
result-described-not-shown = nicht gezeigt
result-described-before = im Zeitraum davor { $value }
result-described-median = Median ({ $group }) { $value }
result-not-shown-one = nicht gezeigt: „{ $table }“ nicht exportiert
result-not-shown-two = nicht gezeigt: „{ $table }“ und „{ $other }“ nicht exportiert
result-not-exported = nicht in den Exporten

missing-opportunities = „{ $table }“ ist nicht exportiert, also fehlen Abschlussquote, Auftragsgröße, Zyklus und Pipeline.
missing-quotas = „{ $table }“ ist nicht exportiert, also fehlt die Quotenerfüllung.
missing-outcomes = „{ $table }“ ist nicht exportiert, also fehlen Umsatz, Zufriedenheit und andere Ergebnisse.
missing-skills_matrix = „{ $table }“ ist nicht exportiert, also fehlt die Skill-Matrix.
missing-goals = „{ $table }“ ist nicht exportiert, also fehlt die Geschichte der Ziele.
missing-scheduled_sessions = „{ $table }“ ist nicht exportiert, also fehlen verschobene und abgesagte Gespräche.
missing-stage_history = „{ $table }“ ist nicht exportiert, also fehlt, wie viele Geschäfte je Phase weiterkommen.

## Exporte

table-acknowledgements = Kenntnisnahmen
table-coaching_log = Coaching-Protokoll
table-criteria = Bewertungsbogen
table-disputes = Anfechtungen
table-goals = Ziele
table-opportunities = Geschäfte
table-outcomes = Ergebnisse
table-qa_scores = QA-Werte
table-quotas = Quoten
table-review_notes = Notizen zum Review
table-roster = Personalliste
table-scheduled_sessions = Kalender
table-self_assessments = Selbsteinschätzungen
table-skills_matrix = Skill-Matrix
table-stage_history = Verlauf der Phasen

contract-passed = { $version } bestanden

sources-title = Woher die Zahlen kommen
sources-table = Tabelle
sources-source = Quelle
sources-used = Genutzte Zeilen
sources-quarantined = In Quarantäne
sources-days = Tage
sources-contract = Vertrag
sources-all-met = Jede exportierte Zeile hinter diesem Dokument erfüllt ihren Vertrag.
sources-broke = { $n ->
    [one] Eine Zeile über die Personen hier verletzte einen Vertrag und kam
   *[other] { $n } Zeilen über die Personen hier verletzten einen Vertrag und kamen
} in Quarantäne; der Prüfbericht sagt, warum.
sources-small-groups = { $n ->
    [one] Mediane können hier von nur 1 Person stammen: Wer die Gruppe kennt, kann daraus einzelne Werte errechnen.
   *[other] Mediane können hier von nur { $n } Personen stammen: Wer die Gruppe kennt, kann daraus einzelne Werte errechnen.
}
sources-note = Quellen sind nummeriert wie im Prüfbericht. Lauf { $run }, Beleg { $evidence }, review-kit { $version }. Diese Aufzeichnung dient der Entwicklung; sie ist keine Disziplinarakte.
sources-note-by-hand = Quellen sind nummeriert wie im Prüfbericht. Lauf { $run }, review-kit { $version }. Diese Aufzeichnung dient der Entwicklung; sie ist keine Disziplinarakte.

definitions-title = Was die Zahlen bedeuten

foot-confidential = Vertraulich
foot-run = Lauf { $run }
foot-evidence = Beleg { $evidence }
