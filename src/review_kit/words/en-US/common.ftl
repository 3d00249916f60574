# American English: only what differs from words/en.

date-with-weekday = { $weekday }, { $day }
