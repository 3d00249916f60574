# Der Hinweis für die Beurteilten und das Dossier für den Betriebsrat: aus den Einstellungen des Projekts.

info-title = Was in Coaching-Reviews mit Ihren Daten geschieht
info-kind = Information für Mitarbeitende
info-foot = { $organisation } · aus den Einstellungen vom { $day }
info-headline = Ein Review ist eine Zusammenfassung für das Gespräch zwischen Ihnen und Ihrer Führungskraft. Es entscheidet nichts.
info-oversight = Niemand darf allein nach dieser Zusammenfassung über Gehalt, Aufgaben oder Beschäftigung entscheiden. Menschen sehen sie an, können sie berichtigen und stehen für ihre Entscheidungen ein. Eine Führungskraft liest jedes Paket und gibt es frei, bevor Sie es bekommen.
info-about = Alle { $days } Tage fassen wir Ihre bewerteten Anrufe, Ihr Coaching und Ihre Ergebnisse aus den folgenden Daten zusammen.
info-who = Wer verantwortlich ist
info-who-text = { $organisation }. Fragen: { $contact }.
info-officer = Datenschutz: { $officer }.
info-what = Was verwendet wird und woher es kommt
info-own = { $table } ({ $where }): { $purpose }
info-table = { $what } ({ $where })
info-why = Wozu
info-why-text = Damit Coaching-Gespräche auf dem beruhen, was gehört und vereinbart wurde, und nicht auf der Erinnerung; und um zu sehen, ob Coaching hilft.
info-basis = Rechtsgrundlage: { $basis }.
info-scored = Wer bewertet
info-scored-both = { $ai } der Bewertungen stammen von einem KI-System, die übrigen von Menschen.
info-scored-ai = Alle Bewertungen stammen von einem KI-System.
info-scored-people = Alle Bewertungen stammen von Menschen.
info-scored-unknown = Die Bewertungen der QA-Plattform werden verwendet, wie sie sind.
info-dispute = Sie können jeder Bewertung widersprechen.
info-disputes = Eine strittige Bewertung zählt nicht, bis der Streit geklärt ist.
info-no-emotion = Niemandes Gefühle werden gemessen.
info-emotion = { $names } misst Gefühle, aus einem { $case ->
    [medical] medizinischen
   *[safety] sicherheitsbezogenen
} Grund: { $reason }
info-seen = Wer es sieht
info-seen-rep = { $documents } über Sie: Sie und Ihre Führungskraft, sonst niemand im Team.
info-seen-to-rep = Sie bekommen { $documents }, sobald Ihre Führungskraft sie freigegeben hat.
info-seen-manager = Ihre Führungskraft bekommt sie auch zusammen mit denen des Teams.
info-seen-team = { $documents } über ein Team: die Leitung des Teams.
info-seen-org = { $documents } über die Organisation: deren Leitung.
info-seen-median = Ein Median wird ab { $n } Personen gezeigt.
info-seen-small = In so kleinen Gruppen können Leute, die sie kennen, einzelne Werte errechnen.
info-seen-equality = Wenn die Personalabteilung prüft, ob Reviews Gruppen gleich behandeln, bleiben diese Daten getrennt: Kein Paket, keine Führungskraft und kein Bericht bekommt sie.
info-kept = Wie lange es aufbewahrt wird
info-kept-days = { $kind ->
    [exports] Exporte
    [snapshots] geprüfte Exporte
    [runs] Reviews
    [deliveries] das Verzeichnis der Zustellungen
   *[other] { $kind }
}: { $days } Tage
info-kept-unset = Es ist keine Frist gesetzt: Die Daten bleiben, bis jemand sie löscht. Fragen Sie { $contact }, wann das ist.
info-kept-rest = Für das Übrige ist keine Frist gesetzt: Fragen Sie { $contact }.
info-object = Ihre Rechte, und wie Sie widersprechen
info-object-text = Schreiben Sie an { $contact }: um alles zu sehen, was über Sie vorliegt, um es berichtigen oder löschen zu lassen oder um der Verwendung zu widersprechen. Sagen Sie uns, was in einem Review falsch ist; Ihre Worte können darin stehen.
info-complain = Sie können sich auch beschweren bei: { $authority }.
info-complain-any = Sie können sich auch bei einer Datenschutzbehörde beschweren.

source-acknowledgements = was Sie gelesen und dazu gesagt haben
source-coaching_log = Coaching-Gespräche, was vereinbart wurde und was daraus wurde
source-criteria = worauf Anrufe bewertet werden
source-disputes = Bewertungen, die jemand für falsch hält
source-goals = Ihre Ziele
source-opportunities = Ihre Verkaufschancen
source-outcomes = weitere Ergebnisse, etwa Kundenzufriedenheit
source-qa_scores = Bewertungen Ihrer Anrufe
source-quotas = Ihre Vorgaben
source-review_notes = was Ihre Führungskraft in das Review schreibt
source-roster = Name, Team, Führungskraft, Rolle, Tage der Beschäftigung, und E-Mail, falls sie exportiert ist
source-scheduled_sessions = wann Gespräche geplant, geführt oder abgesagt wurden
source-self_assessments = wie Sie sich selbst einschätzen
source-skills_matrix = Ihre Stufe in jeder Kompetenz
source-stage_history = wann Ihre Verkaufschancen weitergingen

dossier-title = Wie Coaching-Reviews Daten über Beschäftigte verwenden
dossier-kind = Dossier für den Betriebsrat
dossier-headline = Aus diesem Projekt: seinen Datenverträgen, Einstellungen, Vorlagen und zuletzt geprüften Exporten.
dossier-statement = Zweck und Grenzen
dossier-statement-text = Reviews sind Zusammenfassungen für das Urteil eines Menschen. Sie treffen keine Entscheidung und machen keinen Vorschlag über Gehalt, Beförderung, Versetzung oder Kündigung, und kein Dokument sagt, dass eine zu treffen sei. Menschen sehen sie an, können sie berichtigen und stehen für ihre Entscheidungen ein.
dossier-not-there = In diesem Projekt nicht gelesen: { $tables }.
dossier-fields = Felder und ihr Zweck
dossier-fields-lead = Jede Tabelle und jedes Feld, das gelesen wird. Beschreibungen stehen in der Sprache der Datenverträge; ein Feld mit „vertraulich“ steht nie in den Tabellen einer Vorlage.
dossier-field = Feld
dossier-purpose = Wozu
dossier-from = Aus: { $where }. Datenvertrag { $version }.
dossier-confidential = vertraulich
dossier-groups = Größe der Gruppen
dossier-groups-text = Ein Median wird ab { $n } Personen gezeigt. Ein kleineres Team sieht den der Organisation.
dossier-groups-raised = Weniger als { $safe } wurden ausdrücklich erlaubt (privacy.allow_small_groups): Wer eine solche Gruppe kennt, kann einzelne Werte errechnen.
dossier-team = Team
dossier-people = Personen
dossier-under = unter der Grenze
dossier-no-exports = Die Exporte wurden noch nicht geprüft, deshalb fehlen hier Zahlen. Starten Sie „review-kit validate“.
dossier-readers = Wer was liest
dossier-document = Dokument
dossier-of = Über
dossier-reader = Wer es liest
dossier-grain-rep = eine Person
dossier-grain-team = ein Team
dossier-grain-manager = die Leute einer Führungskraft
dossier-grain-org = die Organisation
dossier-read-rep = die Person, sobald es freigegeben ist, und die Führungskraft
dossier-read-rep-not = die Führungskraft
dossier-read-team = { $n ->
    [0] die Leitung des Teams; in den Einstellungen ist niemand genannt
    [one] die Leitung des Teams (1 Adresse in den Einstellungen)
   *[other] die Leitung des Teams ({ $n } Adressen in den Einstellungen)
}
dossier-read-manager = die Führungskraft
dossier-read-org = { $n ->
    [0] die Leitung der Organisation; in den Einstellungen ist niemand genannt
    [one] die Leitung der Organisation (1 Adresse in den Einstellungen)
   *[other] die Leitung der Organisation ({ $n } Adressen in den Einstellungen)
}
dossier-read-everybody = alle
dossier-channels = Zugestellt über: { $channels }. Jede Zustellung wird verzeichnet.
dossier-no-channels = Kein Weg der Zustellung ist eingestellt: Die Dateien bleiben im Ordner des Projekts.
dossier-passwords = Dateien werden für jede Empfängerin und jeden Empfänger verschlüsselt.
dossier-no-passwords = Dateien werden nicht eigens verschlüsselt.
dossier-modes = { $shared ->
    [yes] Das Konto, unter dem review-kit läuft, und dessen Gruppe können die Dateien lesen.
   *[no] Nur das Konto, unter dem review-kit läuft, kann die Dateien lesen.
}
dossier-equality = Merkmale wie Geschlecht oder Alter liest nur ein eigener Bericht der Personalabteilung, aus einer Datei außerhalb des Projekts; gezeigt werden nur Gruppen ab { $n } Personen. Kein Lauf, kein Dokument und keine Vorlage kann sie lesen.
dossier-retention = Wie lange Daten aufbewahrt werden
dossier-scorers = Womit bewertet wird
dossier-scorer = Bewertet von
dossier-scorer-name = Name
dossier-scorer-version = Version
dossier-scores = Bewertungen
dossier-share = Anteil
dossier-ai = KI
dossier-human = Mensch
dossier-scorers-text = Bewertungen einer KI werden mit denen von Menschen verglichen, wo beide bewertet haben; sind sie zu verschieden, sagen die Dokumente das und geben kein Urteil ab.
dossier-scorers-not = review-kit selbst bewertet niemanden und verwendet keine KI: Es zählt und vergleicht, was exportiert wird.
dossier-oversight = Aufsicht durch Menschen
dossier-oversight-text = Ein Mensch gibt jedes Dokument über eine Person mit seinem Namen frei, bevor sie es bekommt (review-kit release). Ein freigegebenes Dokument wird nie geändert; ein späteres ist eine neue Fassung. Die Beurteilten können Bewertungen widersprechen, eine Stellungnahme abgeben und Ziele setzen.
dossier-oversight-states = Dokumente für die Beurteilten im neuesten Lauf: { $states }.
dossier-oversight-none = Bisher wurde kein Dokument für eine Person freigegeben.
dossier-settings = Schwellen
dossier-setting = Einstellung
dossier-value = Wert
