# Die Sites für Leitung, Führungskräfte und das Enablement-Team.

## Auf jeder Seite

site-skip = Zum Inhalt
site-main = Site
site-home = Start
site-search = Namen suchen
site-search-go = Suchen
site-periods = Zeiträume
site-sections = Seiten dieses Zeitraums
site-period = { $days } Tage bis { $day }
site-foot = Nur hinter einer Anmeldung veröffentlichen: Diese Seiten handeln von Menschen
site-for-org = Für die Leitung der Organisation
site-for-team = Für die Leitung des Teams
site-for-manager = Für die Führungskraft
site-for-enablement = Für das Enablement-Team

## Die Seiten eines Zeitraums

site-overview = Überblick
site-definitions = Was die Zahlen bedeuten
site-scorers = Kann man den Bewertungen trauen?
site-validation = Prüfung der Exporte
site-lead-org = Der Bericht über die ganze Organisation und die Zahlen ihrer Teams und Führungskräfte.
site-lead-team = Der Bericht über das Team und die Zahlen der Personen darin.
site-lead-manager = Die Personen in der Reihenfolge der Gespräche, jeweils mit Bericht und Gesprächsbogen.
site-documents = Dokumente
site-teams = Teams
site-managers = Führungskräfte
site-reps = Personen
site-conversations = Gespräche
site-order =
    Zuerst kommen Gespräche, die nicht warten können, dann geht es nach dem, was zu fragen ist, und nach dem Namen.
    Die Reihenfolge ist keine Rangliste.
site-place = Nr.
site-thin = † Wenig Belege; wie wenig, sagen die Erklärungen der Zahlen.
site-file-pdf = PDF
site-file-html = Webseite
site-file-xlsx = Arbeitsmappe
site-file-ics = Kalender
site-state =
    { $state ->
        [made] erstellt
        [reviewed] gelesen
        [released] freigegeben
        [delivered] zugestellt
       *[acknowledged] bestätigt
    }

## Listen und ihre Filter

site-find = Name
site-by-team = Team
site-by-manager = Führungskraft
site-by-kind = Art
site-all = Alle
site-kind-rep = Person
site-kind-team = Team
site-kind-manager = Führungskraft
site-kind-org = Organisation
site-shown = { $n } von { $of } angezeigt
site-nobody = Niemand mit diesem Namen.
site-names = Namen
site-names-lead = Alle, die in dieser Site vorkommen, mit den Zeiträumen, die sie zeigen.
site-name = Name

## Was der Lauf erstellt hat, für das Enablement-Team

site-batch = Was der Lauf erstellt hat
site-made = Dokumente nach Bericht
site-document = Dokument
site-about = Über
site-number = Anzahl
site-status = Stand
site-look = Anzusehen
site-failed = Nicht erstellt
site-where = Wo es gescheitert ist
site-delivery = Dokumente für die Personen selbst, nach ihrem Stand

## Erklärungen, Bewertende, Prüfung

site-reading = Wörter und Zeichen
site-verdicts = Urteile über einen { -skill }
site-metrics = Zahlen
site-scorers-verdict = Urteil
site-validation-full = Das ganze Ergebnis mit Zeilen und Gründen

## Über die Quartale

site-quarters = Über die Quartale
site-quarters-lead = Die letzte Auswertung jedes Quartals über jeweils { $days } Tage.
site-quarters-read =
    Jede Zahl steht so da, wie die Dokumente ihres Quartals sie gedruckt haben, mit ihrem 95-%-Bereich. Zahlen schwanken
    ohnehin von Quartal zu Quartal: Wo sich zwei Bereiche überschneiden, ist von keiner Veränderung zu sprechen. Ein
    Strich heißt, dass die Belege für eine Zahl nicht reichten.
site-quarters-one = Es gibt erst ein Quartal.
site-quarters-settings = Diese Einstellungen waren nicht in allen Quartalen gleich, manche Zahl bedeutet also etwas anderes: { $settings }.
site-quarters-group = Zusammen
site-quarters-picture = Verlauf
site-measure = Zahl
site-picture = { $title }. { $values }
site-picture-value = { $quarter }: { $value }
