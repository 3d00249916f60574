# Das Review-Paket. Punkte sind Prozentpunkte; Fragen sprechen die Person mit Sie an.

## Seite eins: Überschrift

packet-headline-quota = { $share } der Quote.
packet-headline-quota-before = { $share } der Quote, im Zeitraum davor { $before }.
packet-headline-result = { $measure }: { $now }.
packet-headline-result-before = { $measure }: { $now }, im Zeitraum davor { $before }.
packet-headline-higher =
    { $skill }: { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } höher als vergleichbare Skills ohne Coaching ({ $days }).
packet-headline-lower =
    { $skill }: { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } niedriger als vergleichbare Skills ohne Coaching ({ $days }).
packet-headline-recovered = { $skill } fiel nach dem ersten Gespräch auf { $dip } und steht wieder bei { $now }.
packet-headline-rose =
    { $skill } ist ohne ein Gespräch dazu um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } gestiegen.
packet-headline-rose-more =
    { $skill } ist ohne ein Gespräch dazu um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } stärker gestiegen als bei anderen hier.
packet-headline-fell =
    { $skill } ist um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } gefallen.
packet-headline-fell-more =
    { $skill } ist um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } stärker gefallen als bei anderen hier.
packet-headline-now-at-target = Jetzt { $now }; das Ziel war { $target }.
packet-headline-target-was = Das Ziel war { $target }.
packet-headline-target-is = Das Ziel ist { $target }.
packet-headline-next-part = Als Nächstes: { $part }, bei { $score }.
packet-headline-to-target = Jetzt { $now }; das Ziel ist { $target }.
packet-headline-goal = { $skill } steht bei { $now }; vereinbart war { $target }.
packet-headline-target = { $skill } steht bei { $now }; das Ziel ist { $target }.
packet-headline-all-at-target = Alle wichtigen Skills stehen am Ziel oder darüber.
packet-headline-all-scored-at-target = Alle wichtigen Skills mit einem Wert stehen am Ziel oder darüber.
packet-headline-start =
    Seit { $days ->
        [one] 1 Tag
       *[other] { $days } Tagen
    } hier. In diesem Paket geht es um den Einstieg.

## Seite eins: Seite an Seite

packet-page-one-skill = Wichtiger { -skill }
packet-page-one-leading = Vorlaufend
packet-page-one-leading-key = Wie sich die Werte änderten, Skala 0 bis 100: ○ erste { $baseline } Tage, ● letzte { $current } Tage, Strich: Ziel
packet-page-one-lagging = Nachlaufend
packet-page-one-lagging-key = Was die Leistung zeigt: das Ergebnis, das der Bewertungsbogen mit dem { -skill } verbindet
packet-page-one-weight = { $weight } der Bewertung
packet-page-one-number-expected = { $points } ({ $interval }) gegenüber vergleichbaren Skills ohne Coaching, { $days }
packet-page-one-number-change = { $points } ({ $interval }) über den Zeitraum
packet-page-one-number-change-company = { $points } ({ $interval }) über den Zeitraum, verglichen mit allen ({ $company })
packet-page-one-sessions =
    { $sessions ->
        [one] 1 Gespräch, am { $last }
       *[other] { $sessions } Gespräche, das letzte am { $last }
    }
packet-page-one-sessions-kept =
    { $sessions ->
        [one] 1 Gespräch, am { $last }
       *[other] { $sessions } Gespräche, das letzte am { $last }
    } · { $kept } von { $due ->
        [one] 1 Zusage
       *[other] { $due } Zusagen
    } gehalten
packet-page-one-not-coached = kein Gespräch dazu in diesen { $days } Tagen
packet-page-one-dip = in der Woche ab { $day } auf { $dip } gefallen und wieder erholt
packet-page-one-before = davor { $before }
packet-page-one-no-before = kein früherer Wert
packet-page-one-median = { $group ->
        [organisation] Median der Organisation { $median }
       *[other] Median des Teams { $median }
    }
packet-page-one-less-is-better = niedriger ist besser
packet-page-one-more-is-better = höher ist besser

## Seite eins: die zwei Stände

packet-status-progress = Stand zum Ziel
packet-status-quota = { $share } der Quote
packet-status-quota-noted = { $share } der Quote ({ $note })
packet-status-quota-not-shown = Quotenerfüllung nicht gezeigt: { $why }
packet-status-goal =
    { $state ->
        [reached] { $goal }: { $now }, das Ziel { $target } ist erreicht
       *[other] { $goal }: { $now }, das Ziel ist { $target }
    }
packet-status-goal-late = { $goal }: { $now }, das Ziel war { $target } bis { $day }
packet-status-goal-unknown = { $goal }: das Ziel ist { $target }; zu wenige Anrufe, um den Stand zu nennen
packet-status-no-goal = kein Ziel gesetzt
packet-status-no-quota = { $why ->
        [no-quotas] keine Quoten exportiert
        [no-opportunities] keine Geschäfte exportiert
       *[other] keine Quote für diesen Zeitraum
    }
packet-status-commitments = Zusagen
packet-status-kept = { $kept } von { $due } gehalten
packet-status-kept-before = im Zeitraum davor: { $kept } von { $due }
packet-status-kept-none-before = im Zeitraum davor war keine fällig
packet-status-none-due = keine fällig
packet-status-made =
    { $made ->
        [0] in diesem Zeitraum keine gemacht
        [one] in diesem Zeitraum 1 gemacht
       *[other] in diesem Zeitraum { $made } gemacht
    }

## Seite eins: Loben, Fragen, Vereinbart

packet-talk-praise = Loben
packet-talk-ask = Fragen
packet-talk-agreed = Vereinbart
packet-praise-higher-than-uncoached =
    { $skill }: { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } höher als vergleichbare Skills ohne Coaching ({ $days }).
packet-praise-rose =
    { $skill } ist ohne ein Gespräch dazu um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } gestiegen.
packet-praise-rose-more-than-others =
    { $skill } ist ohne ein Gespräch dazu um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } stärker gestiegen als bei anderen hier.
packet-praise-recovered = { $skill } fiel auf { $dip } und steht wieder bei { $now }.
packet-praise-goal-met = Ziel erreicht: { $goal } steht bei { $now }; das Ziel war { $target }.
packet-praise-quota = { $share } der Quote.
packet-praise-result-better = { $measure }: { $now }, im Zeitraum davor { $before }. Das ist mehr als Zufall.
packet-praise-commitments = { $kept } von { $due } Zusagen gehalten.
packet-praise-at-target = { $skill } steht bei { $score }; das Ziel ist { $target }.
packet-praise-ahead =
    { $measure }: { $now }. Der Median { $group ->
        [organisation] der Organisation
       *[other] des Teams
    } ist { $median }.
packet-praise-strongest = Stärkster { -skill }: { $skill }, bei { $score }.
packet-praise-nothing = Noch trägt kein Wert und kein Ergebnis ein Lob. Nennen Sie, was Sie selbst gesehen haben.
packet-ask-quota = Sie stehen bei { $share } der Quote. Was müsste sich ändern, um die Lücke zu schließen?
packet-ask-quota-stage =
    Sie stehen bei { $share } der Quote. In { $stage } kommen { $conversion } Ihrer Geschäfte weiter, { $group ->
        [organisation] in der Organisation
       *[other] im Team
    } { $median }. Was passiert dort?
packet-ask-fell =
    { $skill } ist um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } gefallen. Was hat sich in Ihren Anrufen geändert?
packet-ask-fell-more =
    { $skill } ist um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } stärker gefallen als bei anderen hier. Was hat sich in Ihren Anrufen geändert?
packet-ask-lower-than-uncoached =
    { $skill }: { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } niedriger als vergleichbare Skills ohne Coaching. Was macht es schwer?
packet-ask-theme = „{ $theme }“ kam in { $sessions } Gesprächen vor. Was steht im Weg?
packet-ask-commitments = { $lacking } von { $due } fälligen Zusagen sind nicht als gehalten erfasst. Was kam dazwischen?
packet-ask-weakest-part = { $part } ist der schwächste Teil von { $skill }, bei { $score }. Was macht es schwer?
packet-ask-gap = { $skill } steht bei { $score }; das Ziel ist { $target }. Welcher Anruf zeigt am besten, was fehlt?
packet-ask-rates-higher = Sie schätzen sich { $points } Punkte höher ein als die Werte vor Ihren Gesprächen. Welcher Anruf zeigt, warum?
packet-ask-rates-lower = Sie schätzen sich { $points } Punkte niedriger ein als die Werte vor Ihren Gesprächen. Was machen Sie besser, als Sie denken?
packet-ask-stalled =
    { $deals } offene Geschäfte stehen länger als üblich in ihrer Phase{ $amount ->
        [none] {""}
       *[other] , zusammen { $amount }
    }. Welche sind noch zu gewinnen?
packet-ask-what-worked = Was haben Sie bei { $skill } anders gemacht, und wie behalten Sie es bei?
packet-ask-what-won = Sie stehen bei { $share } der Quote. Was würden Sie anderen weitergeben?
packet-ask-next = Worin möchten Sie bis Ende des nächsten Quartals besser werden?
packet-agreed-commitment =
    Offene Zusage: { $text } (fällig { $day }{ $others ->
        [0] {""}
        [one] ; 1 weitere ist offen
       *[other] ; { $others } weitere sind offen
    }).
packet-agreed-commitment-without-day =
    Offene Zusage: { $text } (ohne Termin{ $others ->
        [0] {""}
        [one] ; 1 weitere ist offen
       *[other] ; { $others } weitere sind offen
    }).
packet-agreed-no-commitment = Keine Zusage ist offen. Vereinbaren Sie heute eine.
packet-agreed-session =
    Nächstes Gespräch: { $day }{ $more ->
        [0] {""}
        [one] , danach 1 weiteres am { $last }
       *[other] , danach { $more } weitere bis { $last }
    } (vorgeschlagen).
packet-agreed-no-session = Kein Gespräch ist vorgeschlagen. Wählen Sie gemeinsam einen Tag.
packet-agreed-goal =
    Nächstes Ziel: { $skill } von { $start } auf { $target } bis { $day } ({ $source ->
        [set] das gesetzte Ziel
       *[other] vorgeschlagen
    }).
packet-agreed-goal-without-start =
    Nächstes Ziel: { $skill } auf { $target } bis { $day } ({ $source ->
        [set] das gesetzte Ziel
       *[other] vorgeschlagen
    }).
packet-agreed-no-goal = Kein Ziel ist vorgeschlagen. Wählen Sie gemeinsam eines.

## Seite eins: die eigenen Worte der Führungskraft, und worauf die Seite beruht

packet-manager-note = { $author }, { $day }
packet-manager-note-heading = In den Worten Ihrer Führungskraft
packet-manager-note-empty = In den Worten Ihrer Führungskraft (zum Ausfüllen)
packet-evidence-calls =
    { $calls ->
        [one] Beruht auf 1 bewerteten Anruf
       *[other] Beruht auf { $calls } bewerteten Anrufen
    }: { $baseline } in den ersten { $baseline_days } Tagen, { $current } in den letzten { $current_days }.
packet-evidence-calls-start =
    { $calls ->
        [one] Beruht auf 1 bewerteten Anruf.
       *[other] Beruht auf { $calls } bewerteten Anrufen.
    }
packet-evidence-no-calls = In diesem Zeitraum wurde kein Anruf bewertet.
packet-evidence-points = Punkte sind Prozentpunkte; der Bereich in Klammern enthält die wahre Änderung in 19 von 20 Fällen.
packet-evidence-thin = † heißt: weniger als { $calls } Anrufe in den ersten oder den letzten Tagen.
packet-evidence-missing = Nicht exportiert, daher nicht gezeigt: { $what }.

## Wie es lief: Verläufe

packet-heading-how-it-went = Wie es lief
packet-trajectory-key = Kleine Punkte sind Anrufe, große Punkte Wochenmittel mit ihrem 95-%-Bereich (eine Woche mit wenigen Anrufen ist dünn und ohne ihn gezeichnet), Striche am Fuß Coaching-Gespräche. Die getönten Flächen sind die ersten und die letzten Tage des Zeitraums, mit ihrem Mittel als Linie.
packet-trajectory-key-expected = Eine gepunktete Linie zeigt den Wert, den wir ohne Coaching erwarten: gecoacht werden niedrige Werte, und die erholen sich oft von selbst; vergleichen Sie daher mit der gepunkteten Linie.
packet-trajectory-no-call = In diesem Zeitraum wurde dazu kein Anruf bewertet.
packet-trajectory-title = { $skill }: { $verdict }
packet-trajectory-title-expected =
    { $way ->
        [above] { $skill }: { $verdict }, { $points ->
            [one] 1 Punkt
           *[other] { $points } Punkte
        } über dem ohne Coaching erwarteten Wert ({ $days })
        [below] { $skill }: { $verdict }, { $points ->
            [one] 1 Punkt
           *[other] { $points } Punkte
        } unter dem ohne Coaching erwarteten Wert ({ $days })
       *[same] { $skill }: { $verdict }, wie ohne Coaching erwartet ({ $days })
    }
packet-trajectory-title-recovered = { $skill }: auf { $dip } gefallen, wieder bei { $now }
packet-trajectory-caption =
    { $calls ->
        [one] 1 Anruf
       *[other] { $calls } Anrufe
    } · { $sessions ->
        [0] kein Gespräch
        [one] 1 Gespräch
       *[other] { $sessions } Gespräche
    }
packet-trajectory-alt =
    { $title }. Wochenmittel von { $first } bis { $last }, { $sessions ->
        [0] kein Gespräch
        [one] 1 Gespräch
       *[other] { $sessions } Gespräche
    }.
packet-trajectory-alt-no-week =
    { $title }. { $sessions ->
        [0] Kein Gespräch
        [one] 1 Gespräch
       *[other] { $sessions } Gespräche
    }.
packet-trajectory-baseline = erste { $days } Tage: { $score }
packet-trajectory-baseline-too-few = erste { $days } Tage: zu wenige Anrufe
packet-trajectory-current = letzte { $days } Tage: { $score }
packet-trajectory-current-too-few = letzte { $days } Tage: zu wenige Anrufe
packet-trajectory-expected = erwartet { $score }
packet-trajectory-target = Ziel { $score }
packet-trajectory-dip = Tief { $score }
packet-trajectory-recovered = erholt

## Wie es lief: Coaching-Protokoll

packet-record-heading = Das Coaching-Protokoll
packet-record-none-held = In diesem Zeitraum ist kein Coaching-Gespräch erfasst.
packet-record-held =
    { $sessions ->
        [one] 1 Gespräch fand statt.
       *[other] { $sessions } Gespräche fanden statt.
    }
packet-record-held-hours =
    { $sessions ->
        [one] 1 Gespräch fand statt
       *[other] { $sessions } Gespräche fanden statt
    }, { $hours } Stunden je Woche.
packet-record-held-gap =
    { $sessions ->
        [one] 1 Gespräch fand statt
       *[other] { $sessions } Gespräche fanden statt
    }, { $hours } Stunden je Woche; die längste Pause war { $gap ->
        [one] 1 Tag
       *[other] { $gap } Tage
    }.
packet-record-sessions-note = Gespräche: { $note }.
packet-record-moved =
    { $moved ->
        [0] Keines wurde verschoben
        [one] 1 wurde verschoben
       *[other] { $moved } wurden verschoben
    }, { $cancelled ->
        [0] keines abgesagt
        [one] 1 abgesagt
       *[other] { $cancelled } abgesagt
    }.
packet-record-logged =
    { $logged ->
        [0] Keines der { $held } Gespräche steht im Protokoll.
        [one] 1 der { $held } Gespräche steht im Protokoll, mit { $entries ->
            [one] 1 Eintrag.
           *[other] { $entries } Einträgen.
        }
       *[other] { $logged } der { $held } Gespräche stehen im Protokoll, mit { $entries ->
            [one] 1 Eintrag.
           *[other] { $entries } Einträgen.
        }
    }
packet-record-complete =
    Das Protokoll ist für { $complete } von { $due ->
        [one] 1 fälligen Gespräch
       *[other] { $due } fälligen Gesprächen
    } vollständig.
packet-record-mismatch =
    { $entries ->
        [one] 1 Eintrag weicht von den Werten der QA-Plattform ab; die QA-Werte zählen.
       *[other] { $entries } Einträge weichen von den Werten der QA-Plattform ab; die QA-Werte zählen.
    }
packet-record-unshared =
    { $unseen ->
        [one] 1 der { $entries } Einträge war bis zum Review-Tag nicht geteilt.
       *[other] { $unseen } der { $entries } Einträge waren bis zum Review-Tag nicht geteilt.
    }
packet-record-earlier-managers =
    { $managers ->
        [one] Gespräche mit einer früheren Führungskraft sind enthalten.
       *[other] Gespräche mit { $managers } früheren Führungskräften sind enthalten.
    }
packet-record-day = Gespräch
packet-record-about = { -Skill } und Thema
packet-record-change = Änderung, Punkte
packet-record-moment = Stelle
packet-record-call = Anruf
packet-record-pending = steht aus
packet-record-logged-as-both = (erfasst mit { $before } davor, { $after } danach)
packet-record-logged-as-before = (erfasst mit { $before } davor)
packet-record-logged-as-after = (erfasst mit { $after } danach)
packet-record-earlier =
    { $entries ->
        [one] 1 früherer Eintrag ist nicht aufgeführt.
       *[other] { $entries } frühere Einträge sind nicht aufgeführt.
    }
packet-record-key = Davor und danach sind Mittel aus bis zu { $calls } bewerteten Anrufen innerhalb von { $days } Tagen um das Gespräch, in Klammern wie viele. Änderungen sind nach dem Abziehen gerundet und auf eine Skala gebracht, wo andere bewertet haben. Eine Änderung um ein einzelnes Gespräch ist kein Urteil.

## Zusagen, Themen, Ergebnisse

packet-heading-results = Zusagen, Themen, Ergebnisse
packet-commitments-heading = Zusagen
packet-commitments-counted =
    { $made ->
        [0] In diesem Zeitraum wurde keine gemacht
        [one] 1 wurde in diesem Zeitraum gemacht
       *[other] { $made } wurden in diesem Zeitraum gemacht
    }{ $before ->
        [0] {""}
        [one] , 1 davor
       *[other] , { $before } davor
    }; { $due ->
        [0] keine war fällig.
        [one] { $kept ->
            [0] die fällige wurde nicht gehalten.
           *[other] die fällige wurde gehalten.
        }
       *[other] { $kept ->
            [0] von { $due } fälligen wurde keine gehalten.
            [one] von { $due } fälligen wurde 1 gehalten.
           *[other] von { $due } fälligen wurden { $kept } gehalten.
        }
    }
packet-commitments-vague =
    { $vague ->
        [one] 1 hat keinen Termin oder nichts Prüfbares.
       *[other] { $vague } haben keinen Termin oder nichts Prüfbares.
    }
packet-commitments-unlisted =
    { $kept ->
        [one] 1 weitere ist nicht aufgeführt.
       *[other] { $kept } weitere sind nicht aufgeführt.
    }
packet-commitments-none = In diesem Zeitraum wurde keine Zusage gemacht, und keine war fällig.
packet-commitment-made = Gemacht
packet-commitment-what = Was vereinbart wurde
packet-commitment-due = Fällig
packet-commitment-became = Ausgang
packet-commitment-no-words = ohne Wortlaut erfasst
packet-commitment-no-date = ohne Termin
packet-commitment-outcome =
    { $outcome ->
        [kept] gehalten
        [missed] nicht gehalten
        [open] offen
        [open_due] offen, fällig
       *[not_due] noch nicht fällig
    }
packet-themes-heading = Themen, die wiederkamen
packet-theme-name = Thema
packet-theme-sessions = Gespräche
packet-theme-days = Von und bis
packet-theme-change = Wert, Punkte
packet-theme-to-do = Was zu tun ist
packet-theme-calls-for =
    { $what ->
        [diagnose] herausfinden, was im Weg steht
        [change_approach] den Ansatz ändern: einen anderen Weg vereinbaren
        [stopped_no_rise] kam nicht wieder; der Wert stieg nicht
        [stopped] kam nicht wieder
        [no_skill] nennt keinen Skill, also gibt es keinen Wert dazu
        [few_calls] zu wenige Anrufe für eine Aussage
        [improving] so weitermachen: der Skill hat sich verbessert
        [improved] der Skill hat sich inzwischen verbessert
       *[unclear] noch nicht klar
    }
packet-themes-once-many = { $themes } andere Themen kamen einmal vor.
packet-themes-once = Kamen einmal vor: { $themes }.
packet-routing-heading = Worauf das Coaching-Protokoll hinweist
packet-routing-skill = Gecoachter { -skill }
packet-routing-points-to = Weist auf
packet-routing-because = Weil
packet-routing-helps = Was helfen kann
packet-routing-gap =
    { $gap ->
        [system] System
        [will] Wollen
        [knowledge] Wissen
        [skill] Können
        [working] Wirkt
       *[unclear] Nichts im Weg
    }
packet-routing-evidence =
    { $which ->
        [system] { $sessions ->
            [one] 1 Gespräch ohne vollständigen Eintrag.
           *[other] { $sessions } Gespräche, keines mit vollständigem Eintrag.
        }
        [no_commitment] { $sessions ->
            [one] 1 Gespräch ohne Zusage.
           *[other] { $sessions } Gespräche ohne Zusage.
        }
        [undated] { $commitments ->
            [one] 1 Zusage, ohne Termin.
           *[other] { $commitments } Zusagen, keine mit Termin.
        }
        [missed] { $commitments_done } von { $commitments_due } fälligen Zusagen wurden gehalten.
        [vague] { $commitments_vague } von { $commitments } Zusagen ließen sich nicht prüfen.
        [missed_and_vague] { $commitments_done } von { $commitments_due } fälligen Zusagen wurden gehalten; { $commitments_vague } von { $commitments } ließen sich nicht prüfen.
        [knowledge] { $sessions ->
            [one] 1 Gespräch, keine Stufe in der Skill-Matrix, und im Bewertungsbogen keine Teile, die sagen, was gut ist.
           *[other] { $sessions } Gespräche, keine Stufe in der Skill-Matrix, und im Bewertungsbogen keine Teile, die sagen, was gut ist.
        }
        [skill] { $theme_sessions } Gespräche zu „{ $theme }“, { $commitments_due ->
            [0] noch keine Zusage fällig
           *[other] { $commitments_done } von { $commitments_due } Zusagen gehalten
        }, und der Wert stieg nicht.
       *[working] { $sessions ->
            [one] 1 Gespräch
           *[other] { $sessions } Gespräche
        }; { $commitments_due ->
            [0] noch keine Zusage fällig.
           *[other] { $commitments_done } von { $commitments_due } Zusagen gehalten.
        }
    }
packet-routing-suggests =
    { $gap ->
        [system] zuerst das Protokoll vervollständigen: der Eintrag fehlt
        [will] weniger Zusagen vereinbaren, jede mit Termin und etwas Prüfbarem
        [knowledge] zuerst klären, was gut ist
        [skill] üben: Rollenspiel, Mitlaufen oder eine andere Art zu coachen
        [working] so weitermachen
        [overcome] so weitermachen: das Tief ist überwunden
        [stands_still] gemeinsam Anrufe hören: das Protokoll ist vollständig, und der Wert stieg nicht
       *[unclear] so weitermachen: ob es wirkt, ist noch nicht zu sagen
    }
packet-self-view =
    { $way ->
        [higher] Die Selbsteinschätzung von { $name } war { $points ->
            [one] 1 Punkt
           *[other] { $points } Punkte
        } höher als die Werte vor den Gesprächen
        [lower] Die Selbsteinschätzung von { $name } war { $points ->
            [one] 1 Punkt
           *[other] { $points } Punkte
        } niedriger als die Werte vor den Gesprächen
       *[same] Die Selbsteinschätzung von { $name } war etwa so hoch wie die Werte vor den Gesprächen
    } ({ $sessions ->
        [one] 1 Gespräch
       *[other] { $sessions } Gespräche
    }).
packet-signals-heading = Weitere Zeichen des Coachings
packet-results-heading = Ergebnisse, auf die es hier ankommt
packet-results-others = Weitere Ergebnisse:
packet-result-measure = Kennzahl
packet-result-bars = Dieser Zeitraum; ▲ davor, △ Median
packet-result-now = Jetzt
packet-result-before-head = Davor
packet-result-median-head =
    { $group ->
        [organisation] Median der Organisation
       *[other] Median des Teams
    }
packet-result-better = besser
packet-result-worse = schlechter
packet-result-both =
    { $measure } { $now } (davor { $before }, { $group ->
        [organisation] Organisation
       *[other] Team
    } { $median })
packet-result-before = { $measure } { $now } (davor { $before })
packet-result-median =
    { $measure } { $now } ({ $group ->
        [organisation] Organisation
       *[other] Team
    } { $median })
packet-result-alone = { $measure } { $now }
packet-result-not-shown = { $measure } nicht gezeigt: { $why }
packet-stages-heading = Wo Geschäfte enden
packet-stages-none-below =
    Keine Phase verliert mehr als { $group ->
        [organisation] in der Organisation
       *[other] im Team
    }.
packet-stages-few-deals = Zu wenige Geschäfte haben ihre Phase verlassen, um sie mit anderen zu vergleichen.
packet-stages-choke =
    { $stage } verliert am meisten gegenüber { $group ->
        [organisation] der Organisation
       *[other] dem Team
    }: { $conversion } von { $deals } Geschäften kamen weiter, dort { $median }.
packet-stages-widest =
    { $stage } verliert am meisten gegenüber { $group ->
        [organisation] der Organisation
       *[other] dem Team
    }: { $conversion } von { $deals } Geschäften kamen weiter, dort { $median }. Der Unterschied kann Zufall sein.
packet-stage-name = Phase
packet-stage-bars =
    { $group ->
        [organisation] Kam weiter; △ Organisation
       *[other] Kam weiter; △ Team
    }
packet-stage-left = Geschäfte, die sie verließen
packet-stage-went-on = Kam weiter
packet-stage-group =
    { $group ->
        [organisation] Organisation
       *[other] Team
    }
packet-stage-days = Median, Tage
packet-stage-choke-point = Engpass
packet-stage-widest-gap = größte Lücke
packet-stage-alt = { $stage }: { $conversion } kamen weiter.
packet-stage-alt-group =
    { $stage }: { $conversion } kamen weiter, { $group ->
        [organisation] in der Organisation
       *[other] im Team
    } { $median }.
packet-losses-heading = Verlorene Geschäfte
packet-losses-counted =
    { $deals ->
        [one] 1 Geschäft ging verloren
       *[other] { $deals } Geschäfte gingen verloren
    }{ $late ->
        [0] .
        [one] ; 1 davon war älter als ein typisches gewonnenes (Median).
       *[other] ; { $late } davon waren älter als ein typisches gewonnenes (Median).
    }
packet-losses-counted-age =
    { $deals ->
        [one] 1 Geschäft ging verloren, nach
       *[other] { $deals } Geschäfte gingen verloren, die Hälfte innerhalb von
    } { $days ->
        [one] 1 Tag
       *[other] { $days } Tagen
    }{ $late ->
        [0] .
        [one] ; 1 war älter als ein typisches gewonnenes (Median).
       *[other] ; { $late } waren älter als ein typisches gewonnenes (Median).
    }
packet-losses-by =
    { $by ->
        [reason] Grund
       *[stage] Phase
    }
packet-losses-deals = Geschäfte
packet-losses-amount = Betrag
packet-losses-age = Alter im Median, Tage
packet-losses-others = { $others } andere
packet-losses-not-given = Nicht angegeben
packet-stalled-counted =
    { $deals ->
        [one] 1 offenes Geschäft{ $amount ->
            [none] {" "}steht
           *[other] {" "}({ $amount }) steht
        } länger in seiner Phase als 75 % der offenen Geschäfte dort.
       *[other] { $deals } offene Geschäfte{ $amount ->
            [none] {" "}stehen
           *[other] {" "}({ $amount }) stehen
        } länger in ihrer Phase als 75 % der offenen Geschäfte dort.
    }{ $listed ->
        [0] {""}
       *[other] {" "}Die { $listed }, die am längsten warten:
    }
packet-stalled-deal = Geschäft
packet-stalled-stage = Phase
packet-stalled-days = Tage in der Phase
packet-stalled-usual = Üblich, bis zu
packet-stalled-amount = Betrag
packet-stalled-created = Angelegt
packet-stalled-since-created = Ohne Phasenverlauf zählen die Tage ab dem Anlegen des Geschäfts.

## Nächstes Quartal

packet-heading-next-quarter = Nächstes Quartal
packet-plan =
    { $source ->
        [set] Ziel: { $skill } von { $start } auf { $target } bis { $day }.
       *[proposed] Vorgeschlagenes Ziel: { $skill } von { $start } auf { $target } bis { $day }.
    }
packet-plan-without-start =
    { $source ->
        [set] Ziel: { $skill } auf { $target } bis { $day }.
       *[proposed] Vorgeschlagenes Ziel: { $skill } auf { $target } bis { $day }.
    }
packet-plan-because-goal = Dieses Ziel wurde am { $day } gesetzt: { $target }.
packet-plan-because-gap = Von den wichtigen Skills wiegt hier die Lücke zum Ziel am schwersten.
packet-plan-number-noise =
    Werte schwanken ohnehin um { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    }, daher ist { $target } der niedrigste Wert, der einen echten Anstieg zeigt (das Ziel ist { $own }).
packet-plan-number-typical = Gecoachte Skills steigen in { $days } Tagen typisch um { $gain } Punkte.
packet-plan-number-target = Das Ziel ist in { $days } Tagen erreichbar.
packet-plan-near-goal =
    Das offene Ziel, { $skill } { $target }, ist fast erreicht: der Wert ist { $now } (± { $half }). Halten Sie es, und nehmen Sie den nächsten { -skill }.
packet-plan-headline-at-target = { $skill }, um den es in der Überschrift geht, steht am Ziel oder darüber.
packet-plan-headline-follows-goal = In der Überschrift geht es um { $skill }; der Plan folgt einem gesetzten Ziel.
packet-plan-headline-lighter =
    In der Überschrift geht es um { $skill }, { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } vom Ziel; diese Lücke wiegt schwerer.
packet-plan-headline-within-noise =
    In der Überschrift geht es um { $skill }, { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } vom Ziel; um mehr schwanken Werte ohnehin.
packet-sessions-heading = Gespräche zum Buchen
packet-day-of-month = { $day }.
packet-days-of-month = { $days } { $month }
packet-sessions-booking =
    { $sessions ->
        [one] 1 Gespräch, am { $first }.
       *[other] { $sessions } Gespräche, das erste am { $first }.
    }
packet-sessions-booking-long =
    { $sessions ->
        [one] 1 Gespräch von { $minutes } Minuten, am { $first }.
       *[other] { $sessions } Gespräche von { $minutes } Minuten, das erste am { $first }.
    }
packet-sessions-not-measured = Was ein Gespräch bringt, lässt sich hier noch nicht messen; die Zahl der Gespräche folgt dem Rhythmus.
packet-sessions-no-gain = Ein Gewinn durch Gespräche ist hier nicht nachgewiesen; ihre Zahl folgt dem Rhythmus.
packet-sessions-no-start = Ein Gespräch hat hier { $gain } Punkte gebracht ({ $low } bis { $high }). Ohne einen Ausgangswert folgt die Zahl der Gespräche dem Rhythmus.
packet-sessions-needed =
    Ein Gespräch hat hier { $gain } Punkte gebracht ({ $low } bis { $high }), für { $points ->
        [one] 1 Punkt braucht es
       *[other] { $points } Punkte braucht es
    } { $needed ->
        [one] 1 Gespräch
       *[other] { $needed } Gespräche
    }{ $spread ->
        [none] .
        [open] {" "}({ $least } oder mehr).
       *[known] {" "}({ $least } bis { $most }).
    }{ $fit ->
        [all] {""}
       *[some] { $sessions ->
            [0] {" "}Vor dem { $day } passt keines.
            [one] {" "}Vor dem { $day } passt 1.
           *[other] {" "}Vor dem { $day } passen { $sessions }.
        }
    }
packet-sessions-holidays = Wochenenden und Feiertage ({ $country }) sind ausgelassen.
packet-sessions-holidays-unknown = Feiertage sind nicht ausgelassen: weder Personalliste noch Einstellungen nennen ein Land.
packet-cadence-needed =
    { $often ->
        [twice] Zweimal je Woche
        [once] Einmal je Woche
       *[monthly] Alle vier Wochen
    }: monatliche Gespräche, wie die Skill-Matrix nahelegt, wären zu wenige. { $held ->
        [none] In diesem Zeitraum fand keines statt.
       *[other] In diesem Zeitraum waren es { $held } je Woche.
    }
packet-cadence-matrix =
    { $often ->
        [twice] Zweimal je Woche
        [once] Einmal je Woche
       *[monthly] Alle vier Wochen
    }, wie die Skill-Matrix nahelegt. { $held ->
        [none] In diesem Zeitraum fand keines statt.
       *[other] In diesem Zeitraum waren es { $held } je Woche.
    }
packet-cadence-usual =
    { $often ->
        [twice] Zweimal je Woche
        [once] Einmal je Woche
       *[monthly] Alle vier Wochen
    }, der übliche Rhythmus. { $held ->
        [none] In diesem Zeitraum fand keines statt.
       *[other] In diesem Zeitraum waren es { $held } je Woche.
    }
packet-no-plan-few-calls = Zu wenige Anrufe wurden bewertet, um einen { -skill } nach Zahlen zu wählen. Wählen Sie ihn gemeinsam.
packet-no-plan-noise = Die Werte der wichtigen Skills schwanken um mehr, als Coaching meist bringt; kein Ziel könnte einen echten Anstieg zeigen. Wählen Sie den nächsten { -skill } gemeinsam.
packet-no-plan-near-target = Alle wichtigen Skills stehen am Ziel oder näher daran, als Werte ohnehin schwanken. Halten Sie sie, und wählen Sie den nächsten { -skill } gemeinsam.
packet-no-plan-at-target = Alle wichtigen Skills stehen am Ziel. Halten Sie sie, und wählen Sie den nächsten { -skill } gemeinsam.
packet-goals-heading = Ziele
packet-goal-name = Ziel
packet-goal-start = Anfang
packet-goal-target = Zielwert
packet-goal-now = Jetzt
packet-goal-set = Gesetzt
packet-goal-due = Fällig
packet-goal-how = Wie es steht
packet-goals-none = Kein Ziel ist gesetzt.
packet-goals-not-exported = Ziele wurden nicht exportiert; ihr Verlauf kann nicht gezeigt werden.
packet-goal-open = offen
packet-goal-to-go =
    { $points ->
        [0] noch weniger als ein Punkt
        [one] noch 1 Punkt
       *[other] noch { $points } Punkte
    }
packet-goal-standing =
    { $standing ->
        [reached] vor dem Termin erreicht
        [met] { $then ->
            [unknown] erreicht
           *[other] am Tag erreicht ({ $then })
        }
        [met_not_kept] { $then ->
            [unknown] am Tag erreicht, jetzt { $now }
           *[other] am Tag erreicht ({ $then }), jetzt { $now }
        }
        [met_since] { $then ->
            [unknown] am Tag nicht erreicht, seitdem erreicht: { $now }
           *[other] am Tag nicht erreicht ({ $then }), seitdem erreicht: { $now }
        }
        [not_met] { $then ->
            [unknown] { $now ->
                [unknown] am Tag nicht erreicht
               *[other] am Tag nicht erreicht, jetzt { $now }
            }
           *[other] { $now ->
                [unknown] am Tag nicht erreicht ({ $then })
               *[other] am Tag nicht erreicht ({ $then }), jetzt { $now }
            }
        }
        [met_by_now] inzwischen erreicht
       *[other] { $now ->
            [unknown] der Termin ist vorbei
           *[other] der Termin ist vorbei; jetzt { $now }
        }
    }
packet-goal-on-day-note =
    { $standing }; { $note ->
        [too_few_calls] zu wenige Anrufe vor diesem Tag, um den Stand zu nennen
        [other_scorers] damals haben andere bewertet
        [no_value] vor diesem Tag gab es nichts zu messen
        [record_too_short] die Exporte reichen nicht weit genug zurück, um den Stand an dem Tag zu nennen
        [not_reached] bis zu diesem Tag nicht erreicht
        [not_dated] der Stand an dem Tag ist nicht bekannt: Das Protokoll sagt nicht, wann Vereinbarungen eingehalten wurden
       *[other] der Stand an dem Tag ist nicht bekannt: Er wird nur für den Tag einer Auswertung berechnet
    }
packet-goal-logged-otherwise =
    { $standing }; im Protokoll { $logged ->
        [met] als erreicht erfasst
       *[missed] als nicht erreicht erfasst
    }
packet-what-if-won =
    { $all ->
        [yes] In diesen { $days } Tagen gewonnen: { $amount }
       *[no] In { $there } dieser { $days } Tage gewonnen: { $amount }
    }{ $note ->
        [none] .
       *[other] {" "}({ $note }).
    } Jede Zeile bewegt einen Hebel um ein Zehntel, die letzte alle vier. Das ist Rechnung mit dem Gewonnenen, keine Vorhersage.
packet-what-if-no-quota = Keine Quote zum Vergleich: { $why }.
packet-what-if-quota = Die Quote der nächsten { $days } Tage ({ $span }) ist { $quota }.
packet-what-if-formula =
    Umsatz = Gewonnenes + was der Hebel bringt: Abschlussquote × Auftragsgröße × (offene Geschäfte × min(1, Tage ÷ Zyklus) + Starts × max(0, 1 − Zyklus ÷ Tage)), mit bewegtem Hebel abzüglich desselben ohne; { $deals ->
        [one] 1 offenes Geschäft
       *[other] { $deals } offene Geschäfte
    }, { $days } Tage.
packet-what-if-left = Keine Was-wäre-wenn-Tabelle: der letzte Tag war der { $day }.
packet-what-if-no-deals = Es wurden keine Geschäfte exportiert; eine Was-wäre-wenn-Tabelle ist nicht möglich.
packet-what-if-nothing = Für eine Was-wäre-wenn-Tabelle gibt es keine Grundlage.
packet-what-if-few-deals = Keine Was-wäre-wenn-Tabelle, denn zu wenige Geschäfte sind abgeschlossen für: { $measures }.
packet-what-if-lever = Hebel
packet-what-if-now = Jetzt
packet-what-if-moved = Bewegt auf
packet-what-if-adds = Bringt
packet-what-if-revenue = Umsatz
packet-what-if-against-quota = Gegen die nächste Quote
packet-what-if-all = Alle vier zusammen
packet-matrix-heading = Skill-Matrix
packet-matrix-competency = Kompetenz
packet-matrix-level = Stufe, von { $levels }
packet-matrix-before = Davor
packet-matrix-movement = Änderung
packet-matrix-first =
    { $rated ->
        [one] 1 Kompetenz wurde eingestuft, zum ersten Mal.
       *[other] { $rated } Kompetenzen wurden eingestuft, zum ersten Mal.
    }
packet-matrix-moved =
    { $up ->
        [0] { $down ->
            [0] Keine der { $rated } Kompetenzen hat sich bewegt.
            [one] 1 von { $rated } Kompetenzen fiel, keine stieg.
           *[other] { $down } von { $rated } Kompetenzen fielen, keine stieg.
        }
        [one] { $down ->
            [0] 1 von { $rated } Kompetenzen stieg, keine fiel.
            [one] 1 von { $rated } Kompetenzen stieg, 1 fiel.
           *[other] 1 von { $rated } Kompetenzen stieg, { $down } fielen.
        }
       *[other] { $down ->
            [0] { $up } von { $rated } Kompetenzen stiegen, keine fiel.
            [one] { $up } von { $rated } Kompetenzen stiegen, 1 fiel.
           *[other] { $up } von { $rated } Kompetenzen stiegen, { $down } fielen.
        }
    }

## Anhang

packet-heading-appendix = Anhang
packet-others-heading = Weitere { -skills }
packet-others-skill = { -Skill }
packet-others-weight = Gewicht, %
packet-others-change = Änderung, Punkte
packet-others-verdict = Urteil
packet-others-key = In Klammern: die Anrufe hinter jedem Mittel. Neben einer Änderung: ihr 95-%-Bereich. † weniger als { $calls } Anrufe.
packet-overall = Der Gesamtwert, gewichtet über alle { -skills }, ist { $score } ({ $calls } Anrufe).
packet-overall-before = Der Gesamtwert, gewichtet über alle { -skills }, ist { $score } ({ $calls } Anrufe); im Zeitraum davor war er { $before }.
packet-overall-median =
    Der Gesamtwert, gewichtet über alle { -skills }, ist { $score } ({ $calls } Anrufe). Der Median { $group ->
        [organisation] der Organisation
       *[other] des Teams
    } ist { $median }.
packet-overall-both =
    Der Gesamtwert, gewichtet über alle { -skills }, ist { $score } ({ $calls } Anrufe); im Zeitraum davor war er { $before }. Der Median { $group ->
        [organisation] der Organisation
       *[other] des Teams
    } ist { $median }.
packet-disputes-counted =
    { $scores ->
        [one] 1 Wert dieses Zeitraums wurde angefochten{ $out ->
            [0] ; die Anfechtung ist geklärt.
           *[other] {" "}und zählt hier in keiner Zahl.
        }
       *[other] { $scores } Werte dieses Zeitraums wurden angefochten{ $out ->
            [0] ; alle sind geklärt.
            [one] ; 1 davon zählt hier in keiner Zahl.
           *[other] ; { $out } davon zählen hier in keiner Zahl.
        }
    }
packet-dispute-no-skill = Ein { -skill }, der nicht mehr bewertet wird
packet-dispute-upheld = { $skill }, Anruf vom { $call }, Wert { $score }: angefochten am { $day }{ $by ->
        [manager] { " " }von der Führungskraft
       *[rep] { " " }von der bewerteten Person
    }; der Wert bleibt.
packet-dispute-overturned = { $skill }, Anruf vom { $call }, Wert { $score }: angefochten am { $day }{ $by ->
        [manager] { " " }von der Führungskraft
       *[rep] { " " }von der bewerteten Person
    }; geändert in { $after }.
packet-dispute-left-out = { $skill }, Anruf vom { $call }, Wert { $score }: angefochten am { $day }{ $by ->
        [manager] { " " }von der Führungskraft
       *[rep] { " " }von der bewerteten Person
    }; herausgenommen.
packet-dispute-open = { $skill }, Anruf vom { $call }, Wert { $score }: angefochten am { $day }{ $by ->
        [manager] { " " }von der Führungskraft
       *[rep] { " " }von der bewerteten Person
    }; ausgelassen, bis es geklärt ist.
packet-statement-about = Was { $name } gesagt hat ({ $about }):
packet-terms-heading = Begriffe in diesem Paket
packet-terms-more = Alle Definitionen stehen im Glossar dieses Laufs.
packet-explained-heading = Woher jede Zahl kommt
packet-explained-lead = Zahlen auf dieser Seite führen zu ihrer Erklärung hier.
packet-explained-n = gezählt: { $n }
packet-explained-range = Bereich von 95 %: { $low } bis { $high }
packet-explained-previous = Zeitraum davor: { $value }
packet-explained-settings = Einstellungen:
packet-explained-shown = { $rows }, davon { $shown } hier
packet-explained-under = Zeilen unter „{ $title }“
packet-explained-rows = Alle Zeilen, aus denen sie gezählt wurde, zeigt: review-kit explain { $run } rep:{ $rep } { $metric }
packet-sources-heading = Woher die Zahlen kommen
packet-source =
    { $table }: { $used ->
        [one] 1 Zeile
       *[other] { $used } Zeilen
    }{ $quarantined ->
        [0] {""}
        [one] {" "}(1 weitere in Quarantäne)
       *[other] {" "}({ $quarantined } weitere in Quarantäne)
    }{ $days ->
        [none] {""}
       *[other] , { $days }
    }, Export { $exports }, Vertrag { $contract }
packet-sources-none-quarantined = Jede exportierte Zeile zu dieser Person erfüllt ihren Vertrag.
packet-sources-quarantined =
    { $rows ->
        [one] 1 exportierte Zeile war unvollständig oder passte nicht und blieb außen vor (Quarantäne); der Prüfbericht sagt, warum.
       *[other] { $rows } exportierte Zeilen waren unvollständig oder passten nicht und blieben außen vor (Quarantäne); der Prüfbericht sagt, warum.
    }
packet-sources-run = Exporte sind nummeriert wie im Prüfbericht. Lauf { $run }, review-kit { $version }.
packet-sources-purpose = Dieses Protokoll dient der Entwicklung; es ist keine Disziplinarakte.
packet-kind = Review-Paket
packet-team = Team { $team }
packet-manager = mit { $manager }

## Tage

packet-days = { $first } bis { $last }

## Die ersten Tage

packet-start-heading = Was zu erwarten ist
packet-start-measure = Kennzahl
packet-start-so-far = Bisher (Tag { $day })
packet-start-by-day = Bis Tag { $day }
packet-start-day = Tag { $day }
packet-start-range = { $low } bis { $high }
packet-start-calls-scored = Bewertete Anrufe
packet-start-own = bisher { $value }
packet-start-curve = { $measure } früherer Neuer: { $first } an Tag { $from_day }, { $last } an Tag { $to_day }
packet-start-alt = { $measure } früherer Neuer: im Median { $median } an Tag { $day }.
packet-start-no-hires = Keine frühere Einstellung ist erfasst; noch gibt es nichts zu vergleichen.
packet-start-few-hires =
    { $hires ->
        [0] Keine frühere Einstellung ist erfasst; noch gibt es nichts zu vergleichen.
        [one] Nur 1 frühere Einstellung ist erfasst, zu wenig für einen Vergleich.
       *[other] Nur { $hires } frühere Einstellungen sind erfasst, zu wenige für einen Vergleich.
    }
packet-start-hires =
    { $hires ->
        [one] 1 frühere Einstellung
       *[other] { $hires } frühere Einstellungen
    }, jeweils über die 30 Tage bis zum genannten Tag: der Median, darunter der Bereich der mittleren Hälfte. { $left ->
        [0] Vor Tag { $last } ging niemand
        [one] 1 Person ging vor Tag { $last } und zählt dort nicht
       *[other] { $left } Personen gingen vor Tag { $last } und zählen dort nicht
    }; { $coming ->
        [0] alle anderen sind so weit.
        [one] 1 Person ist noch nicht so weit.
       *[other] { $coming } Personen sind noch nicht so weit.
    }
packet-first-scores-heading = Erste Werte
packet-first-scores-calls = Bewertete Anrufe
packet-first-scores-score = Wert
packet-first-scores-key = Ein Wert wird ab { $calls } Anrufen gezeigt.
packet-ask-start-first-days = Was hat Sie in den ersten Tagen überrascht?
packet-ask-start-ready = Was brauchen Sie, um für die nächsten Anrufe bereit zu sein?
packet-ask-start-focus = An welchem Skill möchten Sie zuerst arbeiten?
packet-praise-start-calls =
    { $calls ->
        [one] Der erste Anruf ist bewertet.
       *[other] Die ersten { SPELLED($calls) } Anrufe sind bewertet.
    }
packet-praise-start-sessions =
    { $sessions ->
        [one] Das erste Coaching-Gespräch fand statt.
       *[other] { $sessions } Coaching-Gespräche fanden statt.
    }
