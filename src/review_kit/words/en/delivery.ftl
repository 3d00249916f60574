# Mails and notices that carry a run's documents, or say that they are there. Nothing of what the documents say.

mail-subject = { $organisation }: sales reviews
mail-text =
    Hello,

    { $files ->
        [one] the document of this review period is attached.
       *[other] { $files } documents of this review period are attached.
    }

    They are for you alone. Please do not forward them. What they say is there to talk about; it decides nothing.
mail-text-rep =
    Hello { $name },

    your manager has read your review and released it; it is attached. Please bring it, and your questions, to your next talk.

    It is for you and your manager alone. What it says is there to talk about; it decides nothing.
notice-title = { $organisation }: sales reviews
notice-text =
    { $parcels ->
        [one] The reviews as of { $day } were delivered to 1 recipient.
       *[other] The reviews as of { $day } were delivered to { $parcels } recipients.
    }
