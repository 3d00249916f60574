# American English: only what differs from words/en.

date-with-weekday = { $weekday }, { $day }
packet-days-of-month = { $month } { $days }
