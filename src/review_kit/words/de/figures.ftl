# Wörter in Zeichnungen: kurz, denn sie stehen neben Punkten und Strichen.

figure-scale = Skala von { $low } bis { $high } Punkten
figure-typical-gain = üblicher Gewinn eines gecoachten { -skill }s
figure-skills = { $n ->
    [one] { $n } Skill
   *[other] { $n } Skills
}
figure-median = Median { $value }
figure-hours = Stunden Coaching pro Woche
figure-attainment = Quotenerfüllung
figure-quota = Quote
