# Der Gesprächsbogen: eine Seite, auf der beide schreiben. „Sie“ ist die gecoachte Person.

## Kopf

sheet-kind = Gesprächsbogen
sheet-with = mit { $manager }
sheet-date = Tag des Gesprächs:
sheet-date-field = Tag des Gesprächs, zum Beispiel { $example }

## Teil 1: die eigene Sicht, vor jeder Zahl

sheet-view-heading = 1. Ihre eigene Sicht
sheet-view-instruction = Vor dem Gespräch: Falten Sie das Blatt an der gestrichelten Linie nach hinten, und schreiben Sie alles darüber auf. Öffnen Sie es im Gespräch.
sheet-view-skill = { -Skill }
sheet-view-score = Mein Wert, 0–100
sheet-view-well = Was gut lief
sheet-view-hard = Was schwer war
sheet-view-score-field = { $skill }: mein Wert, 0 bis 100
sheet-view-well-field = { $skill }: was gut lief
sheet-view-hard-field = { $skill }: was schwer war

## Teil 2: die letzte Zusage

sheet-last-heading = 2. Ihre letzte Zusage
sheet-last-dated = vereinbart { $made }, fällig { $due }
sheet-last-undated = vereinbart { $made }, ohne Termin
sheet-last-check = Woran Sie es beide erkennen wollten: { $check }
sheet-last-outcome-done = gehalten
sheet-last-outcome-missed = nicht gehalten
sheet-last-outcome-open = noch offen
sheet-last-outcome-field = Die letzte Zusage: { $outcome }
sheet-last-none = In diesem Zeitraum steht keine Zusage im Protokoll. Die heutige ist die erste, auf die Sie zurückkommen.
sheet-last-ask = Was ist passiert? Was ist Ihnen aufgefallen?
sheet-last-ask-without = Was haben Sie ausprobiert?
sheet-fold = Hier nach hinten falten, bis alles darüber geschrieben ist

## Teil 3: GROW, mit den Fakten

sheet-grow-heading = 3. Was die Anrufe zeigen und was als Nächstes kommt
sheet-grow-step = Schritt
sheet-grow-facts = Was wir wissen, und was zu fragen ist
sheet-grow-notes = Notizen
sheet-step-goal = Ziel
sheet-step-reality = Stand
sheet-step-options = Wege
sheet-step-will = Vorsatz
sheet-step-field = { $step }: Notizen

sheet-goal-own = Dieses Ziel haben Sie am { $day } gesetzt: { $target } in { $skill } bis { $due }.
sheet-goal-own-noise =
    Dieses Ziel haben Sie am { $day } gesetzt: { $own } in { $skill } bis { $due }. Werte schwanken hier: Erst ab { $target }
    wäre der Gewinn klar.
sheet-goal-proposed = Vorgeschlagenes Ziel: { $target } in { $skill } bis { $due }.
sheet-goal-target = Das Ziel für { $skill } ist { $target }.
sheet-goal-ask = Was wäre in Ihren Anrufen anders, wenn Sie dort wären?
sheet-goal-ask-without = Worin möchten Sie am Ende des nächsten Quartals besser sein?

sheet-strength-expected =
    Stärke: { $skill } lag { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } über vergleichbaren { -skills } ohne Coaching; jetzt { $now }.
sheet-strength-improved =
    Stärke: { $skill } ist um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } gestiegen; jetzt { $now }.
sheet-strength-recovered = Stärke: { $skill } fiel zuerst, und Sie haben es zurückgeholt; jetzt { $now }.
sheet-strength-target = Stärke: { $skill } steht bei { $now }; das Ziel ist { $target }.
sheet-strength-best = Stärke: { $skill }, bei { $now }.
sheet-reality-from =
    { $skill } stand in den ersten { $days } Tagen des Zeitraums bei { $before } und steht jetzt bei { $now }{ $sessions ->
        [0] { "" }
        [one] { ", " }nach einem Gespräch dazu
       *[other] { ", " }nach { SPELLED($sessions) } Gesprächen dazu
    }: { $verdict }.
sheet-reality-now =
    { $skill } steht bei { $now }{ $sessions ->
        [0] { "" }
        [one] { ", " }nach einem Gespräch dazu
       *[other] { ", " }nach { SPELLED($sessions) } Gesprächen dazu
    }: { $verdict }.
sheet-reality-few-calls = Zu wenige bewertete Anrufe in den letzten { $days } Tagen für einen Wert.
sheet-reality-ask = In welchen Anrufen hören Sie das?
sheet-reality-ask-each = Welche Anrufe zeigen die Stärke am besten, und welche das, was noch schwerfällt?
sheet-reality-ask-without = Welcher Anruf zeigt am besten, wo Sie stehen?

sheet-options-weakest = Womit Sie bei { $skill } anfangen können: { $part }, der schwächste Teil, mit { $score }.
sheet-options-ask = Denken Sie an einen Anruf, der gut lief: Was haben Sie dort getan?
sheet-options-ask-strength = Was machen Sie gut bei { $strength }, das bei { $skill } helfen könnte?
sheet-options-ask-without = Was könnten Sie gleich in den nächsten Anrufen ausprobieren?

sheet-will-session = Nächstes Gespräch, Vorschlag: { $day }.
sheet-will-ask = Was werden Sie in den nächsten Anrufen tun, und was könnte dazwischenkommen?

## Teil 4: die neue Zusage

sheet-new-heading = 4. Ihre neue Zusage
sheet-new-skill = { -Skill }
sheet-new-what = Was ich tun werde
sheet-new-by = Bis wann
sheet-new-target = Zielwert
sheet-new-check = Woran wir es beide erkennen
sheet-new-skill-field = { -Skill }, um den es geht
sheet-new-by-field = Bis wann, zum Beispiel { $example }
sheet-new-target-field = Zielwert bis dahin, 0 bis 100
sheet-new-signature-field = Unterschrift von { $name }
sheet-purpose = Dieser Bogen dient der Entwicklung; er ist keine Disziplinarakte.

## Die vorgeschlagenen Gespräche im Kalender, den andere lesen können: kein Skill, kein Wert

sheet-calendar-summary = Coaching-Gespräch: { $rep } mit { $manager }
sheet-calendar-note = Vorgeschlagen im Review vom { $day }. Verschieben Sie es auf eine Zeit, die beiden passt.
