# The glossary of a run: what words, verdicts and numbers mean. Everybody may read it; it names nobody.

glossary-kind = Glossary
glossary-title = What the words and numbers mean
glossary-lead = For everybody who reads a packet, a sheet or a report of this review. Nobody’s numbers stand here.

## How to read a page

glossary-reading-heading = How to read a page
glossary-window = Window
    .text = The { $days } days of this review, { $span }. The previous window is as long and ends the day before this one begins.
glossary-skill = { -Skill }
    .text =
        What calls are scored on: a line of the scorecard. A page leads with the { $most ->
            [one] { -skill } that weighs
           *[other] { $most } { -skills } that weigh
        } most.
glossary-points = Points
    .text = Percentage points. From 60 to 72 is 12 points more.
glossary-range = “4 to 12”, “8 ± 4”
    .text =
        How sure a number is: 19 times in 20 the true value lies in this range. If the range includes zero, there
        may be no change.
glossary-few = Too few, and †
    .text =
        A mean of fewer than { $minimum } calls is not shown, only how many there are. Under { $thin } calls it
        carries a mark: a few more calls could move it. The same holds for deals.
glossary-kinds = Leading and lagging
    .text = Leading numbers tell how the coaching goes, lagging numbers what comes of it in sales.
glossary-median = Team median
    .text =
        Half of the team lies above it, half below. It takes { $reps } reps, so that it gives nobody away; in a
        smaller team the organisation’s stands in its place.
glossary-median-rounded =
    The median of five, seven or nine reps is the value of one of them, so it is rounded to two digits.
glossary-quarantined = Quarantined
    .text =
        A row of an export that breaks a rule of its contract. It counts in no number; the validation report lists
        it.
glossary-log = The log
    .text = What manager and rep agreed and did. It serves development; it is not a disciplinary record.

## The verdict on a skill

glossary-verdict-heading = How the verdict on a { -skill } is made
glossary-verdict-lead =
    Each { -skill } of a rep has one verdict. It is the same in the packet, on the sheet, on the binder’s cover and
    in the reports.
glossary-coached = A coached { -skill }
    .text =
        is compared with what its score would have been without coaching: we expect that from uncoached
        { -skills } that had scored alike before. What counts is the mean score of days { $first } to { $last }
        after the first session. A coached { -skill } is never called improved because it rose: managers pick low
        scores to coach, and low scores tend to recover by themselves.
glossary-uncoached = A { -skill } that nobody coached
    .text = is compared with itself: current score less baseline, less what the whole company moved by.
# The verdict itself stands in front: "improved, declined".
glossary-verdict-moved = The range of the difference does not include zero: it is more than chance.
glossary-verdict-unchanged = The range includes zero. Scores vary this much anyway.
glossary-verdict-early =
    The days that count are not over, or there is too little to compare with. The packet says which, and from which
    day a verdict is possible where that is known.
glossary-verdict-few =
    { $calls ->
        [one] Fewer than 1 call
       *[other] Fewer than { $calls } calls
    } at the start or the end of the window, or on the days that are compared.

## Definitions

glossary-definitions-heading = What each number is
# Behind a list of titles: "Deals won, Amount won and Hours of coaching".
glossary-plain = are what their names say, in the window.
