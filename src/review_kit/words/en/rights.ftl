# What people may ask for: where a number comes from, and what is held about them.

explain-settings = Settings that it depends on, as they were when the run was made:
explain-computed-by = Computed by { $file }, from rows of the tables below.
explain-no-settings = It depends on no setting that can be changed.
explain-each = One number for each row below.
explain-not-given = not given
explain-previous = previous window: { $value }
explain-range = 95 % range: { $low } to { $high }
explain-counted = counted: { $n }
explain-nothing = No such rows.
explain-true = yes
explain-false = no
explain-rows = { $which }: { $n ->
    [one] one row
   *[other] { $n } rows
} of { $table }
explain-rows-dated = { $which }, { $first } to { $last }: { $n ->
    [one] one row
   *[other] { $n } rows
} of { $table }

explain-which-read = Rows of the table that the metric reads
explain-which-calls = Calls scored, each with its overall score
explain-which-entries = Entries of the coaching log
explain-which-ratings = Own ratings beside the score before
explain-which-sessions = Coaching sessions held
explain-which-planned-moved = Sessions of the calendar; those moved count
explain-which-planned-cancelled = Sessions of the calendar; those cancelled count
explain-which-due = Sessions that were due; complete ones count, pending ones count neither way
explain-which-made = Commitments made
explain-which-promised = Commitments due, and those due before that are still open
explain-which-numbers = Numbers that it is computed from
explain-which-levels = Latest rating of each competency
explain-which-moved = Latest rating of each competency beside the one in the previous window
explain-which-goals = The open goal that counts
explain-which-closed = Deals closed
explain-which-won = Deals won
explain-which-started = Deals opened
explain-which-open = Deals open at the end of the review day
explain-which-lost = Deals lost
explain-which-stalled = Open deals that have been in their stage longer than 75 % of the others there
explain-which-quotas = Quota periods, each with its share of the days
explain-which-exported = Exported periods
explain-which-hired = First day of employment
explain-which-since-hire = What the first full month at quota is looked for in
explain-which-skills = The number for each { -skill }
explain-which-scores = Scores of calls
explain-which-after-session = Scores of calls on days 8 to 35 after the first session
explain-which-session-scores = The number for each session
explain-which-around-sessions = Scores of calls before and after the sessions
explain-which-themes = The number for each theme
explain-which-themed = Entries of the coaching log that name a theme
explain-which-stages = The number for each stage
explain-which-passages = Deals that left a stage
explain-which-by-scorer = Scores by scorer
explain-which-routed = Where coaching should turn, for each { -skill }
explain-which-start = The first days, beside earlier hires together
explain-which-plan = The plan, and what it was computed from
explain-which-booked = Days proposed for sessions
explain-which-levers = What each change would bring

person-title = { $organisation } · What is held about one person
person-headline = All that review-kit holds about { $name } ({ $id })
person-made = Put together on { $day } from the project's own files.
person-searched = Searched for: { $names }.
person-purpose = This data is used to prepare talks about coaching and results. People read it and decide; nothing is decided by it alone.
person-data = All of it as data (JSON)
person-documents = Documents about the person
person-document = Document
person-run = Run
person-held-in = Held in
person-none = Nothing.
person-deliveries = Released and sent
person-when = When (UTC)
person-what = What happened
person-to = To
person-event-reviewed = read by a manager
person-event-released = released
person-event-sending = being sent
person-event-delivered = delivered
person-event-failed = not delivered
person-event-acknowledged = acknowledged
person-kind-snapshot = Rows of the exports
person-kind-quarantine = Quarantined rows
person-kind-metrics = Numbers
person-kind-collected = Collected from conversation sheets
person-rows = { $n ->
    [0] No row is about the person alone.
    [one] One row is about the person.
   *[other] { $n } rows are about the person.
}
person-named = { $n ->
    [one] One cell of another row names the person.
   *[other] { $n } cells of other rows name the person.
}
person-more = { $n ->
    [one] One more row is in the CSV file.
   *[other] { $n } more rows are in the CSV file.
}
person-corrections = Corrections of faulty rows
person-correction = { $file }, row { $row }, corrected by { $by } at { $at }
person-elsewhere = Other files that name the person
person-elsewhere-why = Exports as they came, and documents about groups. They are not copied here, because they are about other people too.
person-unread = Files that could not be searched
person-outside = Not part of this: the systems that the exports come from, mail servers and shares outside the project, backups, and people who are meant but not named.
