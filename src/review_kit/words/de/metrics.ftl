# Titel, Spaltenkopf, Definition und Regel jeder Kennzahl. $windows-baseline_days ist die Einstellung
# windows.baseline_days aus review_kit.toml, und so weiter.

metric-rule-calls =
    Unter { $evidence-minimum_calls ->
        [one] { $evidence-minimum_calls } Anruf
       *[other] { $evidence-minimum_calls } Anrufen
    } wird nur deren Zahl genannt; unter
    { $evidence-thin_calls } ist der Wert als dünn belegt markiert.
metric-rule-total =
    Eine Anzahl oder Summe, wie sie ist. Der Zeitraum davor wird nur genannt, wenn die Daten bis zu
    seinem ersten Tag zurückreichen.
metric-rule-counted = Ab einem genannt, mit der Zahl dahinter und einem Intervall von 95 %.
metric-rule-closed-deals =
    Unter { $evidence-minimum_deals ->
        [one] { $evidence-minimum_deals } abgeschlossenen Geschäft
       *[other] { $evidence-minimum_deals } abgeschlossenen Geschäften
    } wird nur
    deren Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt markiert.
metric-rule-won-deals =
    Unter { $evidence-minimum_deals ->
        [one] { $evidence-minimum_deals } gewonnenen Geschäft
       *[other] { $evidence-minimum_deals } gewonnenen Geschäften
    } wird nur deren
    Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt markiert.
metric-rule-exported =
    Ab einem exportierten Zeitraum genannt; verschiedene Einheiten werden nicht zusammengezählt.
metric-rule-few-calls = Ab einem Anruf genannt, mit der Zahl der Anrufe daneben.

metric-baseline_score = Ausgangswert
    .definition =
        Mittlerer Wert eines Skills über die Anrufe der ersten { $windows-baseline_days ->
            [one] { $windows-baseline_days } Tag
           *[other] { $windows-baseline_days } Tage
        }
        des Zeitraums.
    .evidence = { metric-rule-calls }

metric-current_score = Aktueller Wert
    .heading = Aktuell
    .definition =
        Mittlerer Wert eines Skills über die Anrufe der letzten { $windows-current_days ->
            [one] { $windows-current_days } Tag
           *[other] { $windows-current_days } Tage
        }
        des Zeitraums.
    .evidence = { metric-rule-calls }

metric-score_delta = Veränderung
    .definition =
        Aktueller Wert minus Ausgangswert, in Prozentpunkten, abzüglich der Veränderung im ganzen
        Unternehmen. Wo am Ende andere bewertet haben als am Anfang, stehen beide auf einer Skala.
        Der Bereich kommt daher, wie sich die Werte aller hier etwas früher veränderten, ohne dass
        jemand etwas tat. Dass ein gecoachter Skill besser wurde, zeigt sie nicht: Gecoacht werden
        niedrige Werte, und niedrige Werte erholen sich oft.
    .evidence =
        Beide Werte brauchen { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } Anruf
           *[other] { $evidence-minimum_calls } Anrufe
        }; unter
        { $evidence-thin_calls ->
            [one] { $evidence-thin_calls } Anruf
           *[other] { $evidence-thin_calls } Anrufen
        } bei einem der beiden ist die Zahl als dünn belegt
        markiert. Ein Bereich braucht 20 Skills zum Vergleichen; ist die Aufzeichnung zu kurz, kommt
        er aus denselben Zeiträumen.

metric-expected_gap = Gegenüber Erwartung
    .definition =
        Bei einem gecoachten Skill: sein mittlerer Wert an den Tagen 8 bis 35 nach dem ersten
        Gespräch minus der Wert, der ohne Coaching zu erwarten wäre, nach Skills ohne Coaching mit
        denselben Werten davor. Verbessert oder verschlechtert, wenn der ganze Bereich auf einer
        Seite der Null liegt und es noch gilt; keine klare Veränderung, wenn ein Gewinn von
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } Punkt
           *[other] { $coaching-recurrence_movement_pp } Punkten
        } auszuschließen ist; sonst noch zu früh.
    .evidence =
        Braucht Werte, die 70 Tage vor das erste Gespräch zurückreichen, 8 Anrufe in diesen Tagen (4
        davon bis drei Wochen davor, 2 in den letzten 14 Tagen), 8 Anrufe an den Tagen 8 bis 35
        danach, 36 Tage danach, Skills ohne Coaching im Team zum Vergleichen, und ein Unternehmen,
        in dem sich die Wirkung messen lässt.

metric-overall_score = Gesamtwert
    .definition =
        Mittel über die Anrufe des Zeitraums; der Wert eines Anrufs ist das gewichtete Mittel seiner
        bewerteten Skills. Haben den Zeitraum davor andere bewertet, wird er auf die Skala dieses Zeitraums
        gebracht; geht das nicht, oder wurden andere Skills bewertet, wird er nicht gezeigt.
    .evidence = { metric-rule-calls }

metric-trajectory = Woche für Woche
    .definition = Mittlerer Wert eines Skills in jeder Woche des Zeitraums, mit den Gesprächen.
    .evidence = Eine Woche wird ab einem Anruf gezeigt, ihr Bereich ab zwei.

metric-trend = Trend
    .definition =
        Steigung der Wochenmittel (Theil–Sen, Punkte pro Woche) abzüglich der des ganzen
        Unternehmens, verglichen mit den Steigungen der Skills ohne Coaching: steigend, fallend,
        flach, oder nur ein Anruf, wenn der letzte Anruf heraussticht und es keinen Trend gibt.
    .evidence =
        Braucht Anrufe in 6 Wochen und 20 Skills ohne Coaching in der Organisation, über ebenso
        viele Wochen bewertet.

metric-dip_and_recovery = Einbruch und Erholung
    .definition =
        Nach einem ersten Gespräch fiel eine Woche klar unter den Ausgangswert, eine spätere kam
        darauf zurück oder darüber, und der aktuelle Wert ist noch dort: welche Wochen, und wie
        tief.
    .evidence =
        Beide Wochen, Ausgangswert und aktueller Wert brauchen
        { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } Anruf
           *[other] { $evidence-minimum_calls } Anrufe
        }; klar heißt
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } Punkt
           *[other] { $coaching-recurrence_movement_pp } Punkte
        } oder mehr, und mehr, als der Zufall
        erklärt.

metric-remaining_gap = Lücke zum Ziel
    .definition = Ziel minus aktueller Wert; 0, sobald das Ziel erreicht ist.
    .evidence = { metric-rule-calls }

metric-focus_criteria = Wichtige Skills
    .definition =
        Die Skills mit dem höchsten Gewicht im Bewertungsbogen, höchstens
        { $coaching-focus_criteria }, und in jedem der Teil mit der größten Lücke.
    .evidence =
        Ein Teil wird ab { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } Anruf
           *[other] { $evidence-minimum_calls } Anrufen
        } im aktuellen Zeitraum genannt.

metric-session_before = Davor
    .definition =
        Mittlerer Wert der letzten bewerteten Anrufe vor dem Tag des Gesprächs: höchstens
        { $coaching-session_calls }, höchstens { $coaching-session_days ->
            [one] { $coaching-session_days } Tag
           *[other] { $coaching-session_days } Tage
        } zurück.
    .evidence = { metric-rule-few-calls }

metric-session_next_call = Nächster Anruf
    .definition =
        Wert des ersten bewerteten Anrufs nach dem Tag des Gesprächs, innerhalb von
        { $coaching-session_days ->
            [one] { $coaching-session_days } Tag
           *[other] { $coaching-session_days } Tagen
        }.
    .evidence = Ein Anruf, wie der Name sagt.

metric-session_after = Danach
    .definition =
        Mittlerer Wert der nächsten bewerteten Anrufe nach dem Tag des Gesprächs: höchstens
        { $coaching-session_calls }, höchstens { $coaching-session_days ->
            [one] { $coaching-session_days } Tag
           *[other] { $coaching-session_days } Tage
        } danach.
    .evidence = { metric-rule-few-calls }

metric-session_delta = Veränderung nach dem Gespräch
    .heading = Veränderung
    .definition =
        Danach minus davor, in Prozentpunkten. Das beschreibt und beweist nichts, denn niedrige
        Werte erholen sich oft von selbst.
    .evidence = { metric-rule-few-calls }

metric-follow_up_measured = Nachgemessen
    .definition =
        Einträge im Protokoll mit mindestens einem bewerteten Anruf innerhalb von
        { $coaching-session_days ->
            [one] { $coaching-session_days } Tag
           *[other] { $coaching-session_days } Tagen
        } nach dem Gespräch ÷ alle Einträge; solche, deren
        nächster Anruf noch aussteht, zählen nicht.
    .evidence = { metric-rule-counted }

metric-log_mismatch = Abweichend eingetragene Werte
    .definition =
        Einträge im Protokoll, deren eingetragener Wert davor oder danach um mehr als
        { $coaching-log_mismatch_pp ->
            [one] { $coaching-log_mismatch_pp } Punkt
           *[other] { $coaching-log_mismatch_pp } Punkte
        } vom QA-Wert abweicht.
    .evidence = { metric-rule-total }

metric-shared_share = Geteilt
    .definition =
        Einträge im Protokoll, die die gecoachte Person bis zum Review gesehen hatte ÷ alle
        Einträge.
    .evidence = { metric-rule-counted }

metric-surprises = Nicht geteilte Einträge
    .definition = Einträge im Protokoll, die bis zum Review nicht geteilt waren.
    .evidence = { metric-rule-total }

metric-sessions_held = Gespräche
    .definition =
        Coaching-Gespräche, die stattfanden: die im Protokoll, außer der Kalender sagt abgesagt,
        ausgefallen oder verschoben; und die, die laut Kalender stattfanden. Ein Gespräch mit
        mehreren Personen zählt für eine Gruppe einmal.
    .evidence = { metric-rule-total }

metric-coaching_minutes = Minuten Coaching
    .definition = Dauer der Gespräche, jedes einmal, wo sie bekannt ist.
    .evidence = { metric-rule-total }

metric-coaching_hours_per_week = Coaching pro Woche
    .definition =
        Stunden Coaching je Person und Woche, die sie da war, jedes Gespräch einmal. Gut gecoachte
        Teams kommen auf { $coaching-hours_per_week_line ->
            [one] { $coaching-hours_per_week_line } Stunde
           *[other] { $coaching-hours_per_week_line } Stunden
        } oder mehr.
    .evidence = { metric-rule-total }

metric-longest_gap_days = Längste Pause
    .definition =
        Längste Zeit ohne Gespräch im Zeitraum; bei einer Gruppe die längste einer Person.
    .evidence = { metric-rule-total }

metric-sessions_moved = Verschobene Gespräche
    .definition = Gespräche des Kalenders im Zeitraum, die auf einen anderen Tag verschoben wurden.
    .evidence = { metric-rule-total }

metric-sessions_cancelled = Abgesagte Gespräche
    .definition = Gespräche des Kalenders im Zeitraum, die abgesagt wurden.
    .evidence = { metric-rule-total }

metric-template_completion_rate = Vollständige Einträge
    .definition =
        Fällige Gespräche mit mindestens einem vollständigen Eintrag (Datum, Skill, davor, danach) ÷
        alle fälligen. Solche, deren nächster Anruf noch aussteht, zählen nicht, höchstens
        { $coaching-pending_days ->
            [one] { $coaching-pending_days } Tag
           *[other] { $coaching-pending_days } Tage
        } lang. Gleitend über
        { $coaching-completion_days ->
            [one] { $coaching-completion_days } Tag
           *[other] { $coaching-completion_days } Tage
        }, und über den Zeitraum.
    .evidence = { metric-rule-counted }

metric-template_completion_worst = Vollständigkeit, schlechtester Abschnitt
    .heading =
        Schlechteste { $coaching-completion_days ->
            [one] { $coaching-completion_days } Tag
           *[other] { $coaching-completion_days } Tage
        }
    .definition =
        Niedrigste Vollständigkeit von { $coaching-completion_days ->
            [one] { $coaching-completion_days } Tag
           *[other] { $coaching-completion_days } Tagen
        } am Stück im
        Zeitraum.
    .evidence = Ab einem fälligen Gespräch genannt, mit der Zahl dahinter.

metric-commitment_completion = Gehaltene Zusagen
    .definition =
        Von den Zusagen, die im Zeitraum fällig wurden, oder früher und noch offen sind: gehaltene ÷
        alle.
    .evidence = { metric-rule-counted }

metric-commitments_reopened = Wieder aufgegriffene Zusagen
    .definition =
        Von den Zusagen, die im Zeitraum fällig wurden, oder früher und noch offen sind: solche,
        deren Ausgang im Protokoll steht, gehalten oder nicht ÷ alle.
    .evidence = { metric-rule-counted }

metric-vague_commitments = Vage Zusagen
    .definition = Zusagen des Zeitraums ohne Termin, oder ohne etwas, das sich prüfen lässt.
    .evidence = { metric-rule-total }

metric-theme_recurrence = Themen, die wiederkamen
    .definition =
        Gespräche zu einem Thema, bis die nächsten 3 Gespräche der Person ohne es auskommen oder sie
        mehr als doppelt so lange wie üblich keines hat, und wie sich der Wert vom ersten bis zum
        letzten veränderte. Ab { $coaching-recurrence_diagnose ->
            [one] { $coaching-recurrence_diagnose } Gespräch
           *[other] { $coaching-recurrence_diagnose } Gesprächen
        } ohne einen
        Anstieg von { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } Punkt
           *[other] { $coaching-recurrence_movement_pp } Punkten
        }, oder einen klar über 0:
        die Ursache suchen. Ab { $coaching-recurrence_conversation }, wenn der ganze Bereich unter
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } Punkt
           *[other] { $coaching-recurrence_movement_pp } Punkten
        } liegt: den Ansatz ändern.
    .evidence = Braucht je zwei Anrufe davor und danach.

metric-coaching_gap = Wohin es weist
    .definition =
        Wo zu suchen ist, wenn Coaching nicht haften bleibt; das Erste, das zutrifft: System (kein
        vollständiger Eintrag), Wollen (keine Zusage mit Termin, oder Zusagen wiederholt nicht
        gehalten oder vage, oder meist nicht gehalten, während ein Thema wiederkam), Wissen (weder
        Einstufung noch Teile des Skills sagen, was gut ist), Können
        ({ $coaching-recurrence_diagnose ->
            [one] { $coaching-recurrence_diagnose } Gespräch
           *[other] { $coaching-recurrence_diagnose } Gespräche
        } zu einem Thema, Zusagen gehalten,
        kein Anstieg); sonst wirkt es.
    .evidence = Genannt für jeden gecoachten Skill, mit den Zahlen dahinter.

metric-self_assessment_gap = Selbsteinschätzung gegenüber QA
    .definition =
        Die eigene Einschätzung eines Skills, im Gespräch oder auf dem Gesprächsbogen, minus der
        QA-Wert davor; das Mittel über die Einschätzungen des Zeitraums. Über 0 schätzt sich die
        Person höher ein als QA.
    .evidence = Ab einer Einschätzung genannt, mit der Zahl dahinter; ein Bereich ab zwei.

metric-matrix_level = Stufe der Skill-Matrix
    .definition =
        Mittel der letzten Einstufung jeder Kompetenz, von 1 (am Anfang) bis 4 (vorbildlich).
    .evidence = Ab einer Einstufung genannt, mit der Zahl dahinter.

metric-matrix_movement = Bewegung in der Skill-Matrix
    .definition =
        Mittlere Veränderung der Stufe zwischen der letzten Einstufung des Zeitraums davor und der
        dieses Zeitraums.
    .evidence =
        Ab einer Kompetenz genannt, die in beiden Zeiträumen eingestuft wurde, mit der Zahl
        dahinter.

metric-recommended_cadence = Empfohlener Rhythmus
    .definition =
        Wie oft zu coachen ist, nach der Stufe in der Skill-Matrix: die zwei niedrigsten eines Teams
        zweimal die Woche, die zwei höchsten einmal im Monat, die anderen einmal die Woche. Gleiche,
        die nicht auf die zwei Plätze passen, einmal die Woche.
    .evidence =
        Braucht { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } eingestufte Person
           *[other] { $privacy-minimum_group_size } eingestufte Personen
        } im Team.

metric-progress_to_goal = Stand zum Ziel
    .definition =
        Wie viel des Wegs vom Ausgangswert zum zuletzt gesetzten offenen Ziel zurückgelegt ist; ein
        Ziel auf einen Skill geht jedem anderen vor. Über 1 ist es übertroffen.
    .evidence = Folgt der Regel der Kennzahl, um die es geht.

metric-process_to_requirement = Ablauf gegenüber Vorgabe
    .definition =
        Das Niedrigere von zweien: Stunden Coaching pro Woche gegenüber
        { $coaching-hours_per_week_line ->
            [one] { $coaching-hours_per_week_line } Stunde
           *[other] { $coaching-hours_per_week_line } Stunden
        }, und Vollständigkeit der Einträge
        gegenüber { $coaching-completion_target }; 1 ist wie vorgegeben oder mehr.
    .evidence = Genannt, wenn mindestens eines der beiden bekannt ist.

metric-willingness_to_change = Bereitschaft zur Veränderung
    .definition = Gehaltene Zusagen, verglichen mit dem Zeitraum davor.
    .evidence = { metric-rule-counted }

metric-earlier_hires = Einstellungen zuvor
    .definition =
        Was Personen, die seit Beginn der Daten eingestellt wurden, in den dreißig Tagen bis Tag 30,
        60 und 90 hatten; der Tag der Einstellung ist der erste: der mittlere Wert und die bei einem
        Viertel und drei Vierteln. Wer vorher ging oder noch nicht so weit ist, zählt nicht.
    .evidence =
        Braucht { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Einstellung
           *[other] { $privacy-minimum_group_size } Einstellungen
        }; der Wert einer jeden
        braucht { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } Anruf
           *[other] { $evidence-minimum_calls } Anrufe
        }.

metric-plan_skill = Skill, an dem zu arbeiten ist
    .definition =
        Der Skill des offenen Ziels, das als Nächstes fällig ist. Ohne Ziel: der wichtige Skill mit
        dem größten Gewicht × Lücke zum Ziel, Lücken über den Zufall hinaus zuerst.
    .evidence =
        Ein erreichtes Ziel, oder eines im Bereich des aktuellen Werts, wird nicht geplant: Es ist
        so gut wie erreicht.

metric-plan_target = Zielwert
    .definition =
        Der Zielwert des gesetzten Ziels. Ohne Ziel: der des Skills, aber höchstens
        { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } Punkt
           *[other] { $coaching-typical_gain_low_pp } Punkte
        } über dem aktuellen Wert, als ganze Zahl. Wo
        Werte hier ohnehin stärker schwanken (halbes Intervall von 95 % der Veränderung), die erste
        ganze Zahl darüber.
    .evidence =
        Genannt mit jedem Plan; ohne Ziel braucht er { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } Anruf
           *[other] { $evidence-minimum_calls } Anrufe
        } im
        aktuellen Zeitraum, und Werte, an denen eine Veränderung von weniger als
        { $coaching-typical_gain_high_pp ->
            [one] { $coaching-typical_gain_high_pp } Punkt
           *[other] { $coaching-typical_gain_high_pp } Punkten
        } zu erkennen wäre.

metric-sessions_to_book = Gespräche zu vereinbaren
    .definition =
        So viele, wie der Weg zum Zielwert braucht, nach dem, was ein Gespräch zu einem Skill hier
        gebracht hat: die gemessene Wirkung des Coachings ÷ die Gespräche dafür. Wo keine Wirkung
        gezeigt ist, so viele, wie der Rhythmus ergibt. Vorgeschlagen im empfohlenen Rhythmus oder
        einmal die Woche, vor dem Zieltag, am üblichen Wochentag, nie am Wochenende oder an einem
        Feiertag.
    .evidence = Genannt mit jedem Plan.

metric-quota_attainment = Quotenerfüllung
    .definition =
        Gewonnener Betrag ÷ Quote, für die Tage des Zeitraums, die die Person da war. Tage ohne
        Quote, oder mit einer von null, zählen nicht, und was an ihnen gewonnen wurde, auch nicht.
    .evidence =
        Ein Verhältnis von Summen, bei jeder Zahl von Geschäften genannt; nicht ohne Quote, und
        nicht, wenn sich Zeiträume der Quoten überschneiden.

metric-win_rate = Abschlussquote
    .counted = { $n ->
            [one] { $n } abgeschlossenes Geschäft
           *[other] { $n } abgeschlossene Geschäfte
        }
    .definition = Gewonnene ÷ abgeschlossene Geschäfte des Zeitraums, nach Anzahl.
    .evidence = { metric-rule-closed-deals }

metric-average_deal_size = Mittlere Auftragsgröße
    .counted = { $n ->
            [one] { $n } gewonnenes Geschäft
           *[other] { $n } gewonnene Geschäfte
        }
    .definition = Mittlerer Betrag der im Zeitraum gewonnenen Geschäfte.
    .evidence =
        Unter { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } gewonnenen Geschäft
           *[other] { $evidence-minimum_deals } gewonnenen Geschäften
        } mit Betrag
        wird nur deren Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt
        markiert.

metric-sales_cycle_days = Verkaufszyklus
    .counted = { $n ->
            [one] { $n } gewonnenes Geschäft
           *[other] { $n } gewonnene Geschäfte
        }
    .definition =
        Mittlere Tage (Median) von der Anlage bis zum Abschluss der im Zeitraum gewonnenen
        Geschäfte.
    .evidence = { metric-rule-won-deals }

metric-deals_won = Gewonnene Geschäfte
    .definition = Im Zeitraum gewonnene Geschäfte.
    .evidence = { metric-rule-total }

metric-won_amount = Gewonnener Betrag
    .definition = Summe der Beträge der im Zeitraum gewonnenen Geschäfte.
    .evidence = { metric-rule-total }

metric-opportunity_starts = Begonnene Geschäfte
    .definition = Im Zeitraum angelegte Geschäfte.
    .evidence = { metric-rule-total }

metric-dollars_in_starts = Begonnener Betrag
    .definition = Summe der Beträge der im Zeitraum angelegten Geschäfte.
    .evidence = { metric-rule-total }

metric-close_rate_rank = Rang nach Abschlussquote
    .definition =
        Platz im Team nach Abschlussquote, 1 ist der höchste; Gleiche teilen sich einen Platz.
    .evidence =
        Braucht eine Abschlussquote, die genannt werden kann, und mindestens
        { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Person
           *[other] { $privacy-minimum_group_size } Personen
        } des Teams mit einer.

metric-self_created_share = Selbst angelegte Geschäfte
    .definition = Im Zeitraum angelegte Geschäfte mit Quelle „self“ ÷ alle darin angelegten.
    .evidence =
        Unter { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } begonnenen Geschäft
           *[other] { $evidence-minimum_deals } begonnenen Geschäften
        } wird nur deren
        Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt markiert.

metric-contacts_per_opportunity = Kontakte je Geschäft
    .definition =
        Mittlere Zahl der Personen des Käufers in den im Zeitraum angelegten Geschäften: wie breit
        man verbunden ist.
    .evidence =
        Unter { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } begonnenen Geschäft
           *[other] { $evidence-minimum_deals } begonnenen Geschäften
        } mit Kontakten
        wird nur deren Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt
        markiert.

metric-open_opportunities = Offene Geschäfte
    .definition = Am Ende des letzten Tages des Zeitraums offene Geschäfte.
    .evidence = { metric-rule-total }

metric-velocity = Verkaufstempo
    .definition =
        Offene Geschäfte × Abschlussquote × mittlere Auftragsgröße ÷ Verkaufszyklus, in Geld pro
        Tag.
    .evidence = Genannt, wenn Abschlussquote, Auftragsgröße und Zyklus genannt sind.

metric-losses = Verlorene Geschäfte
    .definition =
        Im Zeitraum verlorene Geschäfte, nach Grund und nach der letzten Phase vor dem Abschluss.
    .evidence = { metric-rule-total }

metric-median_age_at_loss_days = Alter beim Verlust
    .definition =
        Mittlere Tage (Median) von der Anlage bis zum Abschluss der im Zeitraum verlorenen
        Geschäfte; früh zu verlieren ist gut.
    .evidence =
        Unter { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } verlorenen Geschäft
           *[other] { $evidence-minimum_deals } verlorenen Geschäften
        } wird nur deren
        Zahl genannt; unter { $evidence-thin_deals } ist der Wert als dünn belegt markiert.

metric-late_losses = Späte Verluste
    .definition =
        Im Zeitraum verlorene Geschäfte, die älter waren als die gewonnenen der Person im Median, oder
        die des Teams, wenn sie zu wenige gewann.
    .evidence =
        Braucht { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } gewonnenes Geschäft
           *[other] { $evidence-minimum_deals } gewonnene Geschäfte
        } der Person,
        oder von { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Person
           *[other] { $privacy-minimum_group_size } Personen
        } des Teams; sonst von ebenso
        vielen der Organisation.

metric-stalled_count = Stockende Geschäfte
    .definition =
        Offene Geschäfte, die länger in ihrer Phase sind als 75 % der offenen Geschäfte des Teams in
        dieser Phase.
    .evidence =
        Braucht { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Person
           *[other] { $privacy-minimum_group_size } Personen
        } des Teams mit offenen Geschäften
        in der Phase; sonst gelten die Tage der Organisation.

metric-stalled_amount = Stockender Betrag
    .definition = Summe der Beträge der stockenden Geschäfte.
    .evidence = Wie bei stockenden Geschäften.

metric-stage_conversion = Weiterkommen je Phase
    .definition =
        Geschäfte, die eine Phase im Zeitraum in eine spätere verließen oder gewonnen wurden ÷ diese
        und die darin verlorenen, und die mittleren Tage darin. Ein Geschäft, das zurückgeht, ist
        einmal verloren, in seiner letzten Phase.
    .evidence =
        Unter { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } Geschäft
           *[other] { $evidence-minimum_deals } Geschäften
        }, die die Phase verließen, wird nur
        deren Zahl genannt.

metric-choke_point = Engpass
    .definition =
        Die Phase, deren Weiterkommen am weitesten unter dem des Teams liegt, in Prozentpunkten;
        klar ist er, wenn der ganze Bereich darunter liegt.
    .evidence =
        Braucht { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } Geschäft
           *[other] { $evidence-minimum_deals } Geschäfte
        } der Person, die die Phase
        verließen, und { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Person
           *[other] { $privacy-minimum_group_size } Personen
        } des Teams (sonst der
        Organisation) zum Vergleichen.

metric-what_if = Was wäre, wenn
    .definition =
        Was im Zeitraum gewonnen wurde, und was ein Zehntel mehr Starts, Abschlussquote oder
        Auftragsgröße, oder ein Zehntel weniger Zyklus dazu brächte, einzeln und zusammen, gegenüber
        der Quote des nächsten Zeitraums. Das ist Rechnen mit dem, was war, und keine Prognose.
    .evidence =
        Genannt, wenn Abschlussquote, Auftragsgröße und Zyklus genannt sind; gegenüber einer Quote,
        wenn die Exporte eine für alle Tage des nächsten Zeitraums enthalten.

metric-net_revenue = Nettoumsatz
    .definition = Exportierter Umsatz für die Tage des Zeitraums, zusammengezählt.
    .evidence = { metric-rule-exported }

metric-aht_seconds = Mittlere Bearbeitungszeit
    .definition =
        Exportierte Bearbeitungszeit: das Mittel der Zeiträume, gewichtet nach ihren Tagen.
    .evidence = { metric-rule-exported }

metric-ramp_days = Einarbeitung
    .definition =
        Tage von der Einstellung bis zur vollen Leistung: wie exportiert, sonst bis zum ersten
        vollen Monat, dessen gewonnener Betrag { $coaching-ramp_attainment } der Quote erreicht.
    .evidence =
        Die letzte exportierte; sonst braucht es Quoten und Geschäfte, die bis zur Einstellung
        zurückreichen.

metric-csat = Kundenzufriedenheit
    .definition = Exportierte Zufriedenheit: das Mittel der Zeiträume, gewichtet nach ihren Tagen.
    .evidence = { metric-rule-exported }

metric-resolution_rate = Lösungsquote
    .definition = Exportierte Lösungsquote: das Mittel der Zeiträume, gewichtet nach ihren Tagen.
    .evidence = { metric-rule-exported }

metric-coaching_hours = Stunden Coaching
    .definition = Stunden der Gespräche, jedes einmal, wo die Dauer bekannt ist.
    .evidence = { metric-rule-total }

metric-coaching_cost = Kosten des Coachings
    .definition =
        Stunden Coaching × die vollen Stundensätze, wo sie gesetzt sind: die Führungskraft einmal je
        Gespräch, jede gecoachte Person darin einmal.
    .evidence = { metric-rule-total }

metric-dose = Coaching und Quotenerfüllung
    .definition = Stunden Coaching pro Woche neben der Quotenerfüllung, je Person.
    .evidence = Für jede Person genannt; die Quotenerfüllung, wo es eine Quote gibt. Im Bild fehlt, wer in den ersten Tagen ist.

metric-quadrants = Vier Felder
    .definition =
        Alle Personen, danach, ob sie gecoacht wurden und was die Urteile in ihren Paketen über die
        gecoachten Skills sagen (ohne Coaching: über alle). Einer verbessert: nimmt Coaching an und
        wird besser, oder wird allein besser. Keiner: gecoacht und steckt fest, oder keines von
        beiden.
    .evidence =
        Wer kein Urteil hat, das sagt, ob sich ein Skill veränderte, steht in einem eigenen Feld.

metric-role_play_groups = Rollenspiele in der Gruppe
    .definition =
        Skills, bei denen { $coaching-roleplay_reps } oder mehr gecoachte Personen eines Teams
        feststecken: Das Urteil ist verschlechtert, oder keine klare Veränderung.
    .evidence = Zählt Personen, deren Urteil sagt, ob sich der Skill veränderte.

metric-reddest_competency = Nächstes Teamtraining
    .definition = Die Kompetenz der Skill-Matrix mit der niedrigsten mittleren Stufe im Team.
    .evidence =
        Unter Kompetenzen mit
        { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } eingestuften Person
           *[other] { $privacy-minimum_group_size } eingestuften Personen
        } im Team.

metric-exemplars = Vorbilder
    .definition =
        Wer bei einem Skill den höchsten aktuellen Wert hat, im Team und in der Organisation;
        niemand, dessen eigenes Urteil dazu verschlechtert ist.
    .evidence =
        Unter mindestens 3 Personen mit { $evidence-thin_calls ->
            [one] { $evidence-thin_calls } Anruf
           *[other] { $evidence-thin_calls } Anrufen
        } am Anfang und im
        aktuellen Zeitraum.

metric-drivers = Skills, die mit Ergebnissen gehen
    .definition =
        Wie sehr sich ein Ergebnis verändert, wenn der Wert eines Skills 10 Punkte höher ist, bei
        denselben Personen von 30 Tagen zu anderen, ohne das, was allen gemeinsam ist. Das zeigt
        einen Zusammenhang und beweist nichts.
    .evidence =
        Braucht 8 Personen und 30 Zeiträume von Personen; ein Team ohne diese bekommt die der
        Organisation. Das Urteil berücksichtigt, wie viele Paare betrachtet wurden.

metric-share_gained_typical = Gecoachte Skills mit Gewinn
    .heading =
        { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } Punkt
           *[other] { $coaching-typical_gain_low_pp } Punkte
        } oder mehr gewonnen
    .definition =
        Gecoachte Skills, deren Wert um { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } Punkt
           *[other] { $coaching-typical_gain_low_pp } Punkte
        } oder mehr
        stieg ÷ alle gecoachten Skills mit einer Veränderung, die genannt werden kann.
    .evidence = { metric-rule-counted }

metric-coaching_effect = Wirkung des Coachings
    .definition =
        Was der Beginn des Coachings eines Skills mit seinem Wert an den Tagen 8 bis 35 nach dem
        ersten Gespräch gemacht hat: der mittlere Wert minus der, der nach ähnlichen Skills ohne
        Coaching zu erwarten wäre. Behauptet nur, wenn der Vergleich mit dem Team und der mit den
        anderen Skills der Person es beide finden.
    .evidence =
        Braucht 12 gecoachte Skills von 8 Personen, je 10 Personen und 5 Wochen mit Skills ohne
        Coaching zum Vergleichen, ähnliche für 80 %, und einen Bereich von höchstens 8 Punkten;
        sonst sagen Worte, was fehlt.

metric-coaching_return = Ertrag des Coachings
    .definition =
        Was die Wirkung auf Skills, deren Coaching im Zeitraum begann, wert ist, danach, wie ihre
        Ergebnisse mit ihren Werten gehen, minus die Kosten allen Coachings darin: ein Bereich.
    .evidence =
        Genannt nur, wenn die Wirkung gezeigt ist und die Kosten bekannt sind; behauptet nur, wenn
        der ganze Bereich über null liegt.

metric-scorer_mix = Wer bewertet hat
    .definition =
        Anteil der Werte danach, wer sie gab: eine KI oder Menschen. Wo sich ein Anteil zwischen
        zwei Zeiträumen um 10 Punkte oder mehr verändert, wird die Veränderung eines Werts auf einer
        Skala gerechnet: aus dem, was einer gab, oder abzüglich des gemessenen Unterschieds. Wo
        beides nicht geht, gibt es kein Urteil.
    .evidence = Genannt, wo mehr als einer bewertet hat.

metric-scorer_gap = Unterschied der Bewertenden
    .definition =
        Mittlerer Unterschied zweier Bewertender (Menschen, eine KI, eine Version davon) bei
        Anrufen, die beide bewerteten, je Skill; wo es zu wenige sind, bei Anrufen derselben Person
        und Woche, und markiert.
    .evidence = Braucht 5 Anrufe, oder Wochen einer Person, und hat ein Intervall von 95 %.

metric-scorer_agreement = Einigkeit der Bewertenden
    .definition =
        Wie weit Bewertende bei denselben Anrufen über den Zufall hinaus einig sind, je Skill: Kappa
        mit quadratischen Gewichten für zwei, Krippendorffs Alpha für mehr; 1 ist volle Einigkeit.
        Unter 0,6 wird niemand nach dem Wert dieses Skills beurteilt.
    .evidence =
        Braucht 20 Anrufe, die mehr als einer bewertete, und hat einen Bereich durch Bootstrap.

metric-scorer_leniency = Milde
    .definition =
        Wie weit eine Person bei denselben Anrufen, oder bei denen derselben Person und Woche, von
        allen anderen abweicht, hin zum Üblichen bewegt, so weit der Zufall es erklären kann. Milde
        oder streng, wenn der ganze Bereich vom Üblichen abweicht.
    .evidence =
        Braucht 5 Anrufe, oder Wochen einer Person, und einen Export, der sagt, wer bewertet hat.

metric-dispute_rate = Angefochten
    .definition =
        Angefochtene Werte des Zeitraums ÷ alle seine Werte, je Skill und danach, wer bewertet hat.
    .evidence = Ab einem Wert genannt, mit einem Intervall von 95 %.

metric-overturn_rate = Geändert
    .definition =
        Anfechtungen, die zu einer Änderung führten ÷ entschiedene, je Skill und danach, wer
        bewertet hat.
    .evidence = Ab einer entschiedenen Anfechtung genannt, mit einem Intervall von 95 %.

metric-exported = Exportierte Kennzahl
    .definition = Wie exportiert: das Mittel der Zeiträume, gewichtet nach ihren Tagen.
    .evidence = Ab einem exportierten Zeitraum genannt.

own-metric-evidence =
    { $n ->
        [0] Genannt, so wenige es auch sind ({ $counts }).
        [1] Genannt, sobald es etwas zu zählen gibt ({ $counts }).
       *[other] Genannt ab { $n } ({ $counts }).
    }

metric-ramp_cohorts = Einarbeitung nach Einstellungsjahrgang
    .definition =
        Tage ab der Einstellung, nach denen die Hälfte eines Jahrgangs voll leistungsfähig war. Wer
        noch in der Einarbeitung ist oder vorher ging, zählt so lange, wie er da war (Kaplan–Meier).
    .evidence =
        Genannt für { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } Person
           *[other] { $privacy-minimum_group_size } Personen
        } oder mehr, deren Einstellung
        in den Daten steht, mit einem Intervall von 95 %, sobald die Hälfte so weit war.

metric-coaching_coverage = Abdeckung
    .definition =
        Personen mit einem Gespräch im Zeitraum, mit wem auch immer ÷ alle, die mindestens
        { $windows-current_days ->
            [one] { $windows-current_days } Tag
           *[other] { $windows-current_days } Tage
        } davon da waren.
    .evidence = Ab einer Person genannt, mit der Zahl dahinter.
