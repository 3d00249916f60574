# E-Mails und Hinweise, die die Dokumente eines Laufs bringen oder sagen, dass sie da sind. Nichts von dem, was darin steht.

mail-subject = { $organisation }: Reviews im Vertrieb
mail-text =
    Guten Tag,

    { $files ->
        [one] das Dokument dieses Review-Zeitraums ist angehängt.
       *[other] { $files } Dokumente dieses Review-Zeitraums sind angehängt.
    }

    Sie sind nur für Sie bestimmt; bitte leiten Sie sie nicht weiter. Was darin steht, ist Grundlage für ein Gespräch; es entscheidet nichts.
mail-text-rep =
    Guten Tag { $name },

    Ihre Führungskraft hat Ihr Review gelesen und freigegeben; es ist angehängt. Bringen Sie es und Ihre Fragen bitte zum nächsten Gespräch mit.

    Es ist nur für Sie und Ihre Führungskraft bestimmt. Was darin steht, ist Grundlage für ein Gespräch; es entscheidet nichts.
notice-title = { $organisation }: Reviews im Vertrieb
notice-text =
    { $parcels ->
        [one] Die Reviews zum { $day } gingen an 1 Empfänger.
       *[other] Die Reviews zum { $day } gingen an { $parcels } Empfänger.
    }
