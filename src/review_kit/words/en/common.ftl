# What every document says alike.
#
# Variables are text as it is to be printed, or whole numbers, which choose singular or plural.
# { SPELLED($n) } writes a count up to twelve as a word.

# The word for a criterion of the rubric. A firm that says "behaviour" changes these four.
-skill = skill
-skills = skills
-Skill = Skill
-Skills = Skills

spelled-0 = no
spelled-1 = one
spelled-2 = two
spelled-3 = three
spelled-4 = four
spelled-5 = five
spelled-6 = six
spelled-7 = seven
spelled-8 = eight
spelled-9 = nine
spelled-10 = ten
spelled-11 = eleven
spelled-12 = twelve

# Numbers with their units. $value is the number as it is printed, $n the number that chooses the plural.
interval = { $low } to { $high }
unit-points = { $n ->
    [one] { $value } point
   *[other] { $value } points
}
unit-days = { $n ->
    [one] { $value } day
   *[other] { $value } days
}
unit-weeks = { $n ->
    [one] { $value } week
   *[other] { $value } weeks
}
unit-minutes = { $n ->
    [one] { $value } minute
   *[other] { $value } minutes
}
unit-seconds = { $n ->
    [one] { $value } second
   *[other] { $value } seconds
}
unit-hours = { $value } h
unit-hours-a-week = { $value } h a week
unit-money-a-day = { $amount } a day
# A value on a scale that ends at $most, such as a rating; a value in any other unit of an export, as it is written there; and the scale alone.
unit-of-scale = { $value } of { $most }
unit-scale = of { $most }
unit-exported = { $value } { $unit }

date-with-weekday = { $weekday } { $day }

# How long somebody has been with the company.
tenure-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
tenure-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
tenure-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
tenure-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
tenure-years-and-months = { $years ->
    [one] { $years } year
   *[other] { $years } years
} { $months ->
    [one] { $months } month
   *[other] { $months } months
}

# What a document is called: in its title, which a browser and a PDF reader show.
document-rep_packet = Review packet
document-conversation_sheet = Conversation sheet
document-binder_cover = Binder cover
document-binder = Manager binder
document-team_roi = Coaching report
document-org_summary = Coaching summary
document-glossary = Glossary

# Stands over the list of sections on a page for the screen; a screen reader says it.
page-contents = Contents
