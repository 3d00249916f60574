# Das Glossar eines Laufs: für alle, die ein Paket, einen Bogen oder einen Bericht lesen.

glossary-kind = Glossar
glossary-title = Was die Wörter und Zahlen bedeuten
glossary-lead = Für alle, die ein Paket, einen Bogen oder einen Bericht dieses Reviews lesen. Hier stehen keine Zahlen einer Person.

glossary-reading-heading = Wie eine Seite zu lesen ist
glossary-window = Zeitraum
    .text = Die { $days } Tage dieses Reviews, { $span }. Der Zeitraum davor ist ebenso lang und endet am Tag davor.
glossary-skill = { -Skill }
    .text =
        Woran Anrufe bewertet werden: eine Zeile des Bewertungsbogens. Eine Seite beginnt mit { $most ->
            [one] dem { -skill }, der am meisten wiegt
           *[other] den { $most } { -skills }, die am meisten wiegen
        }.
glossary-points = Punkte
    .text = Prozentpunkte. Von 60 auf 72 sind es 12 Punkte mehr.
glossary-range = „4 bis 12“, „8 ± 4“
    .text =
        Wie sicher eine Zahl ist: In 19 von 20 Fällen liegt der wahre Wert in diesem Bereich. Enthält der Bereich die
        Null, gibt es vielleicht keine Veränderung.
glossary-few = Zu wenige, und †
    .text =
        Ein Mittel aus weniger als { $minimum } Anrufen wird nicht gezeigt, nur ihre Zahl. Unter { $thin } Anrufen trägt
        es ein Zeichen: Wenige weitere Anrufe könnten es verändern. Für Geschäfte gilt dasselbe.
glossary-kinds = Vorlaufend und nachlaufend
    .text = Vorlaufende Zahlen sagen, wie das Coaching läuft, nachlaufende, was im Verkauf daraus wird.
glossary-median = Median des Teams
    .text =
        Die Hälfte des Teams liegt darüber, die Hälfte darunter. Es braucht { $reps } Personen, damit er niemanden verrät;
        in einem kleineren Team steht der Median der Organisation an seiner Stelle.
glossary-median-rounded =
    Bei fünf, sieben oder neun Personen ist der Median der Wert einer von ihnen; er ist deshalb auf zwei Stellen gerundet.
glossary-quarantined = In Quarantäne
    .text =
        Eine Zeile eines Exports, die eine Regel ihres Vertrags verletzt. Sie zählt in keiner Zahl; der Prüfbericht führt
        sie auf.
glossary-log = Das Protokoll
    .text = Was Führungskraft und gecoachte Person vereinbart und getan haben. Es dient der Entwicklung; es ist keine Disziplinarakte.

glossary-verdict-heading = Wie das Urteil über einen { -skill } entsteht
glossary-verdict-lead =
    Jeder { -skill } einer Person hat ein Urteil. Es ist dasselbe im Paket, auf dem Bogen, auf dem Deckblatt der Mappe
    und in den Berichten.
glossary-coached = Ein gecoachter { -skill }
    .text =
        wird mit dem verglichen, was sein Wert ohne Coaching gewesen wäre: Das erwarten wir nach { -skills } ohne Coaching,
        die davor ähnliche Werte hatten. Es zählt der mittlere Wert der Tage { $first } bis { $last } nach dem ersten
        Gespräch. Ein gecoachter { -skill } heißt nie verbessert, nur weil er stieg: Gecoacht werden niedrige Werte, und
        niedrige Werte erholen sich oft von selbst.
glossary-uncoached = Ein { -skill } ohne Coaching
    .text = wird mit sich selbst verglichen: aktueller Wert minus Ausgangswert, abzüglich der Veränderung im ganzen Unternehmen.
glossary-verdict-moved = Der Bereich des Unterschieds enthält die Null nicht: Es ist mehr als Zufall.
glossary-verdict-unchanged = Der Bereich enthält die Null. So stark schwanken die Werte ohnehin.
glossary-verdict-early =
    Die Tage, die zählen, sind nicht vorbei, oder es gibt zu wenig zum Vergleichen. Das Paket sagt, was davon, und ab
    welchem Tag ein Urteil möglich ist, wenn das bekannt ist.
glossary-verdict-few =
    { $calls ->
        [one] Weniger als 1 Anruf
       *[other] Weniger als { $calls } Anrufe
    } am Anfang oder am Ende des Zeitraums, oder an den Tagen, die verglichen werden.

glossary-definitions-heading = Was jede Zahl ist
glossary-plain = sind im Zeitraum das, was ihr Name sagt.
