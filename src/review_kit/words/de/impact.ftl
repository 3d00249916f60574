# Der Bericht über Gruppenunterschiede, nur für die Personalabteilung.

impact-title = Behandeln Reviews Gruppen gleich?
impact-kind = Gruppenunterschiede · nur für die Personalabteilung
impact-foot = Nur für die Personalabteilung. Lauf { $run }. Eine Zusammenfassung für das Urteil von Menschen, keine Entscheidung.
impact-headline = { $n ->
    [one] Ein Vergleich
   *[other] { $n } Vergleiche
}; { $under ->
    [0] keiner liegt unter vier Fünfteln.
    [one] einer liegt unter vier Fünfteln.
   *[other] { $under } liegen unter vier Fünfteln.
}
impact-headline-none = Kein Merkmal hat zwei Gruppen, die für einen Vergleich groß genug sind.
impact-lead = Jede Gruppe wird mit der verglichen, von der der größte Anteil über dem Median liegt. Ein Unterschied sagt nicht, woher er kommt: Menschen unterscheiden sich auch in Betriebszugehörigkeit, Gebiet und Rolle. Gehen Sie dem nach, was markiert ist, und sprechen Sie mit den Betroffenen, bevor Sie etwas folgern.
impact-method = Gruppen mit weniger als { $minimum } Personen sind aus allem weggelassen, auch aus dem Median, damit sich nichts über sie errechnen lässt. Bereiche sind Intervalle zu 95 %.
impact-unknown = { $n ->
    [one] Eine Zeile betrifft jemanden, der nicht in diesem Lauf ist.
   *[other] { $n } Zeilen betreffen Personen, die nicht in diesem Lauf sind.
}
impact-part = { $measure } nach { $attribute }
impact-median = Median der gezeigten Gruppen: { $median }
impact-group = Gruppe
impact-reps = Personen
impact-above = Anteil über dem Median
impact-ratio = Verhältnis
impact-share-difference = Unterschied der Anteile, Punkte
impact-p = Fishers p
impact-mean = Mittel
impact-mean-difference = Unterschied der Mittel
impact-look = dem nachgehen
impact-reference = Vergleichsgruppe
impact-range = { $value } ({ $low } bis { $high })
impact-refused = Eine oder mehrere Gruppen haben weniger als { $minimum } Personen und werden nicht gezeigt.
impact-too-few = Nicht gezeigt: Weniger als zwei Gruppen haben { $minimum } Personen oder mehr.
impact-read-title = Wie man das liest
impact-read = Das Verhältnis ist der Anteil der Gruppe über dem Median, geteilt durch den der Vergleichsgruppe. Unter 0,80 verlangt die Vier-Fünftel-Regel, genauer hinzusehen; bei wenigen Personen ergibt oft schon der Zufall ein solches Verhältnis. Ein Bereich eines Unterschieds, der die Null nicht enthält, ist kaum Zufall, aber von zwanzig Vergleichen ist einer es doch.
impact-sources = Vier-Fünftel-Regel: 29 CFR 1607.4 D. Bereich eines Anteils: Wilson (1927). Unterschied von Anteilen: Newcombe (1998), Verfahren 10. Fishers exakter Test (1922), zweiseitig. Unterschied von Mitteln: Welch (1947).
