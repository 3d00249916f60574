# What `review-kit connect` says on a terminal, on its page and in the profiles that it writes: how each
# export becomes a table. Words such as { $state } and { $kind } choose a variant; all others are printed.

connect-title = Connecting the exports
connect-headline = { $n ->
    [0] No file could be connected
    [one] One table
   *[other] { $n } tables
}{ $open ->
    [0] {""}
    [one] ; one thing is undecided
   *[other] ; { $open } things are undecided
}
connect-missing = No file gives { $table }, and every run needs it
connect-table = Table
connect-file = From
connect-rows = Rows
connect-profile = Profile
connect-as-it-is = read as it is
connect-changes = Changed since it was connected
connect-stops = This would stop a run:
connect-samples = The first rows as they will be read
connect-column = Column
connect-empty = empty
connect-decided = What was decided, and why
connect-what = Subject
connect-why = Decision
connect-text = In the export
connect-near = Nearest
connect-nobody = nobody is near
connect-taken-for = taken for { $id }
connect-left-out = Rows left out
connect-unused = Columns that nothing uses: { $columns }
connect-others = Other files
connect-translates = translates ids for the profile { $profile }
connect-or = or
connect-more = and { $n } more
connect-files = { $files } and { $more } more

## On a terminal

connect-line-made = { $file }: written here
connect-line-unplaced = { $file }: not connected: { $reason }.
connect-line-changed = changed: { $change }
connect-line-remark = look at: { $remark }
connect-line-read = read: { connect-n-rows }{ $left_out ->
    [none] { "" }
   *[other] ; left out: { $left_out }
}
connect-line-warning = warning: { $warning }
connect-line-stops = STOPS: { $stop }
connect-line-undecided = UNDECIDED: { $question }
connect-line-optional = please confirm: { $question }

## How a table is read

connect-n-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
connect-read-canonical = has the columns of the data model: read as it is{ $by_name ->
    [yes] , found by its name
   *[no] { "" }
}
connect-read-by = read by profiles/{ $profile }.toml{ $base ->
    [none] { "" }
   *[other] , built on the shipped profile '{ $base }'
}{ $row ->
    [0] { "" }
    [1] { "" }
   *[other] , header in row { $row }
}{ $wide ->
    [yes] , a column for each { -skill }
   *[no] { "" }
}{ $state ->
    [changed] ; written anew
    [same] ; as it was
    [edited] ; CHANGED BY HAND since it was written, so it stays as it is except for headings that were renamed (--replace writes it anew)
   *[new] { "" }
}
connect-lacking = { connect-n-rows } with an empty cell for this, which every row needs, so they will be quarantined: { connect-column-of }
connect-matched = '{ $heading }': { $n } of { $rows } are { connect-where }
connect-where = { $group ->
    [criteria] in the rubric
   *[other] on the roster
}
connect-unmatched = '{ $text }' in { connect-n-rows }, { $near ->
    [nobody] near nobody
    [answered] none of them, as you answered
   *[other] near { $near }
}
connect-not-known = Not { connect-where }, to be matched with { $example }:
connect-the-text = the text
connect-the-id = the id
connect-profile-head = Written by `review-kit connect` from { $files }.
connect-description = { $table } from { $file }
connect-profile-how = Each comment says what was decided and why. If one is wrong, change the lines below it and run `review-kit validate`: a profile that was changed by hand is not written over.

## Since the profile was written

connect-renamed = '{ $old }' is now '{ $new }'
connect-gone = '{ $name }' is gone
connect-new = '{ $name }' is new{ $used ->
    [no] , and is not used
   *[yes] { "" }
}

## Files that are no table

connect-none-without-headings = it has no headings
    .hint = Check whether it has a header row.
connect-none-other-sheet = another sheet of a workbook that is connected; its rows are left out
connect-none-another-file = it looks like { $table }, but so does another file with different columns
    .hint = Name the right one: review-kit connect FILE. Connected now: { $files }.
connect-none-unknown = none of its columns is one of a table
    .hint = If it is an export of one, give the columns headings that say so.
connect-none-lacks = most similar to { $table }, but no column gives { $columns }
    .hint = If it is that table, name its columns clearly; if not, move it out of exports/.
connect-none-kind = { $kind ->
    [sheet] a spreadsheet in another format ({ $suffix })
    [bare] a file without an extension
   *[other] a file of another kind ({ $suffix })
}
    .hint = { $kind ->
    [sheet] Save it as XLSX or CSV.
   *[other] If it is an export, give it the extension of its format (.csv, .xlsx, …).
}
connect-none-unreadable = it cannot be read ({ $error })
    .hint = Export it again.
connect-part-questions = a column for each { -skill }
connect-part-sheets = sheets with the names of reps
connect-part-names = first and last names

## What a line is about: a column of the data model, or how the rows are read

connect-column-of = { $key ->
    [account_name] account
    [amount] amount
    [baseline] start value of the goal
    [call_at] day of the call
    [call_id] call
    [close_date] close date
    [commitment] commitment
    [commitment_due] day by which the commitment is due
    [commitment_status] state of the commitment
    [contacts] number of contacts
    [country] country
    [created_date] day on which the deal was created
    [criterion] name of the skill
    [criterion_id] skill
    [currency] currency
    [due_on] due date
    [email] rep’s e-mail address
    [end_date] last day at the firm
    [entered_at] day on which the stage was reached
    [entry_id] entry
    [evaluation_id] scorecard
    [evaluator] scored by a person or a program
    [evaluator_id] who scored
    [evidence_offset_s] moment of the call
    [evidence_url] link to the call
    [hire_date] hire date
    [is_closed] closed or open
    [is_won] won or not
    [loss_reason] reason of the loss
    [manager_email] manager’s e-mail address
    [manager_id] manager
    [manager_name] manager’s name
    [manager_note] manager’s note
    [max_score] highest possible score
    [metric] result
    [minutes] length of the session
    [opportunity_id] deal
    [opportunity_name] name of the deal
    [outcome_metric] result that the skill drives
    [parent_criterion_id] skill that it is part of
    [period_end] end of the period
    [period_start] start of the period
    [progress_note] note on progress
    [quota] quota
    [rating] own rating
    [rep_id] rep
    [rep_name] rep’s name
    [role] role
    [rubric_version] version of the rubric
    [scheduled_date] day planned
    [score] score
    [score_after] score after the session
    [score_before] score before the session
    [session_date] day of the session
    [session_id] session
    [set_on] day on which the goal was set
    [shared_with_rep_on] day on which the rep saw it
    [source] source of the deal
    [stage] stage
    [status] state
    [target] target
    [team] team
    [theme] theme
    [unit] unit
    [valid_from] valid from
    [valid_to] valid until
    [value] value
    [weight] weight
   *[other] { $key }
}
connect-about-column = { $part ->
    [values] { connect-column-of } (spelling)
    [unit] { connect-column-of } (unit)
   *[none] { connect-column-of }
}
connect-about-reading = { $key ->
    [footer] totals and small print
    [fill_down] rows in blocks
    [bands] headings between rows
    [order] dates
    [formats] dates
    [swapped] dates
    [decimal] amounts
    [money] amounts
    [columns] columns of scores
   *[other] { $key }
}

## Why a column was taken for one

connect-as-base = '{ $heading }', as usual in such exports
connect-found = '{ $heading }': { $why }
connect-because = { $what }: { $why }
connect-because-heading = its heading{ $known ->
    [none] { "" }
   *[other] , which is like '{ $known }'
}
connect-because-rubric = { $share } of its cells are in the rubric
connect-because-roster = { $share } of its cells are on the roster
connect-because-day = the only column of days that is left
connect-cells-dates = its cells are dates
connect-cells-percentages = its cells are percentages
connect-cells-filled = filled in { $n } of { $rows } rows
connect-heading-says = '{ $heading }' says so
connect-unit = { $unit ->
    [hours] hours
    [seconds] seconds
   *[minutes] minutes
}
connect-most-above = most numbers are above { $n }
connect-as-workbook = { $why }, as a workbook stores percentages
connect-answered = as you answered

## Columns that a file does not have

connect-id-made = no column of IDs: made from { $columns }
connect-id-of-names = no column of IDs: made from the names
connect-id-of-managers = no column of IDs: made from the names of managers
connect-manager-of-record = no column of managers: the rep's manager on the roster held the sessions{ $sheets ->
    [all] { "" }
   *[other] { " " }of the sheets { $sheets }
}
connect-sheets-of-managers = the sheets have the names of managers: { $sheets }
connect-no-currency = no column of currencies: the project's currency
connect-constant-answered = the same in every row, as you answered
connect-rubric-criterion_id = no column of IDs: made from the names
connect-rubric-outcome_metric = no column says which result a { -skill } drives: the win rate is assumed
connect-rubric-rubric_version = no column of versions: one version is assumed
connect-rubric-valid_from = no column says since when it is in force: always

## The roster

connect-joined = '{ $first }' and '{ $last }', joined by a blank
connect-team-of-manager = no column of teams: everybody with the same '{ $heading }' is a team
connect-manager-looked-up = no column of names: '{ $heading }' is looked up in this file itself
connect-manager-named-by-id = no column of names: their IDs
connect-manager-email = '{ $heading }' is the manager's e-mail address too
connect-without-manager = { connect-n-rows } without a '{ $heading }'
connect-manages = { connect-n-rows } with the '{ $heading }' { $roles }, which only managers have
connect-also-managers = { $people }: on the roster, and managers of others; they get a packet too

## Scores

connect-columns = '{ $first }' and { $n } more
connect-wide = a column for each { -skill }: { $n } columns of scores{ $overall ->
    [none] { "" }
   *[other] ; '{ $overall }' is for the whole call, not a { -skill }
}
connect-other-names = headings with a different name in the rubric
connect-call-of-evaluation = no column of calls: one call for each '{ $heading }'
connect-call-made = no column of calls: made from the rep and the time
connect-evaluation-made = no column of scorecards: made from { $columns }
connect-no-reviewer = no column says who scored: people are assumed
connect-reviewers = '{ $heading }': { $people ->
    [none] nobody
   *[other] { $people }
} scored as people do
connect-programs = '{ $heading }': { $programs ->
    [none] all are people
   *[other] { $programs } is a program
}

## Deals

connect-many-stages = '{ $heading }' has { $n } different texts, which is a lot for a stage. Check whether it is one
connect-stages = from the stages of '{ $heading }' ({ $stages })
connect-stages-of = { $end ->
    [won] won
    [lost] lost
   *[open] open
}: { $texts }
connect-undated = { connect-n-rows } without '{ $heading }', all in the stage { $stages }

## Rows that are no records, or belong to the one above

connect-footer = { $kind ->
    [totals] totals and subtotals
    [counts] counts and averages
    [print] small print
    [report] lines about the report
   *[other] a line that is not a record
}: { connect-n-rows }, such as '{ $example }'
connect-footer-known = totals or small print in { connect-n-rows }, as usual in such exports
connect-reason-no-manager = person without a manager
connect-reason-manages = manages others and is not reviewed
connect-reason-undated = deal without the day on which it was created
connect-blocks = '{ $heading }' is filled only on the first row of each block, in { $n } of { $rows } rows: the value is repeated down to the next one
connect-band = '{ $heading }' stands above its rows, in { connect-n-rows } such as '{ $example }'

## People and skills that are spelled differently

connect-is = '{ $text }' is { $known }
connect-is-theme = '{ $text }' is a theme
connect-is-nobody = '{ $text }' is not { connect-where }
connect-same-words = the same words in another spelling: { $texts }
connect-texts-answered = as you answered: { $texts }
connect-theme = '{ $heading }', where it names no { -skill } of the rubric

## A rubric made from the headings of a scorecard

connect-rubric-made = the rubric, because no export gives one: { $n } { -skills } from the headings of the scorecard
connect-rubric-assumed = every { -skill } is assumed to drive { $metric } and to be in force since { $day }; if that is wrong, change it in the file
connect-weights = weights within { $group ->
    [all] the rubric
   *[other] '{ $group }'
}: { $how }
connect-weights-headings = as the headings say{ $exact ->
    [yes] { "" }
   *[no] , brought from { $total } to 100
}
connect-weights-worked-out = worked out from '{ $overall }': they reproduce it to within one point on { $n } calls
connect-weights-unknown = NOT KNOWN from any export, so all are equal
connect-weights-disagree = . LOOK AT THIS: they do not give '{ $overall }' on { $n } of { $calls } calls, by up to { $points } points
connect-weights-would-fit = ; these would: { $weights }

## What was decided, and why. Headings of the export stand in quotes; { $columns } are several.

connect-order-answered = { $columns }: { connect-order }, as you answered
connect-order = { $order ->
    [day_first] day first
   *[month_first] month first
}
connect-order-both = { $columns }: { $day_first ->
    [one] 1 day
   *[other] { $day_first } days
} can only be day first and { $month_first } only month first; several people or programs wrote them
connect-order-sure = { $columns }: { $n ->
    [one] 1 day
   *[other] { $n } days
} can only be { connect-order }{ $example ->
    [none] {""}
   *[other] , such as { $example }
}
connect-order-export = { $columns }: read { $order ->
    [day_first] month first
   *[month_first] day first
}, some would be after the day of the export
connect-order-dots = { $columns }: written with dots, so the day comes first
connect-epochs = { $columns }: { $what ->
    [milliseconds] milliseconds
   *[seconds] seconds
} since 1970
connect-money = { $columns }: amounts contain a currency
connect-decimal-answered = '{ $column }': as you answered
connect-decimal-sure = '{ $column }': { $n ->
    [one] its one amount with a '{ $mark }' has
   *[other] all of its { $n } amounts with a '{ $mark }' have
} three digits behind it, as thousands have
connect-scale-percent-cells = { $share } of the cells are percentages, such as { $example }
connect-scale-points = cells give their maximum, such as 4/{ $top }
connect-scale-no-number = no cell contains a number
connect-scale-percent = numbers up to { $highest }, so percentages
connect-scale-share = no number is above { $highest }, and some are between 0 and 1
connect-scale-ratings = { $n } ratings, none above { $highest }

## What is asked, and what the answers mean

connect-asks-order = { $columns }: { $n ->
    [one] its one date
   *[other] each of its { $n } dates
} can be read in two ways. Which one is right?
connect-asks-order-of-some = { $columns } has dates in both orders. Which one counts if both are possible?
connect-means-day = { $example } is { $day } ({ connect-order })
connect-means-order = { connect-order }
connect-asks-decimal = '{ $column }' has amounts such as { $example }. Is the '{ $mark }' between thousands?
connect-means-thousands = yes, { $example } is more than a thousand
connect-means-decimal = no, the '{ $mark }' is the decimal mark
connect-asks-scale = { $columns }: no number is above { $highest }. What is the highest possible score?
connect-means-top = { $top } is the best rating
connect-means-percent = percentages: { $highest } is { $percent }
connect-asks-unit = '{ $heading }': no number is above { $highest }. What do they count?
connect-asks-constant = No column gives this, but every row of { $table } needs it: { connect-column-of }. What is it for all rows?
connect-asks-stage = '{ $heading }' contains '{ $text }' ({ $n ->
    [one] 1 deal
   *[other] { $n } deals
}). Does it mean won, lost or open?
connect-means-stage = { $end ->
    [won] closed and won
    [lost] closed and lost
   *[open] still open
}
connect-asks-blocks = '{ $heading }' is empty in { $n } of { $rows } rows. Does it mean the value above?
connect-means-blocks = { $answer ->
    [yes] yes, the last one above counts
   *[no] no, it was not filled in
}
connect-asks-who = '{ $heading }' contains '{ $text }' ({ connect-n-rows }), and nobody on the roster is called that. Who is it?
connect-asks-skill = '{ $heading }' contains '{ $text }' ({ connect-n-rows }), which is not in the rubric. What is it?
connect-means-known = { $known }
connect-means-theme = a theme of the session, no { -skill } of the rubric: keep the entry without one
connect-means-nobody = none of these: its rows will be quarantined
connect-asks-swapped = '{ $heading }': days and months may be swapped, as happens when a spreadsheet opens a file from another country. Swap them back?
connect-means-swapped = { $answer ->
    [yes] yes, { $example } is { $day }
   *[no] no, they are right as they are
}
connect-asks-organisation = What is your organization called? It is printed on every document.
connect-asks-time-zone = What time zone are your days in? Give a name such as Europe/Madrid or America/New_York; a blank answer leaves { $zone }. It decides which day a moment belongs to.
connect-asks-currency = All amounts are in { $found }, but the project's currency is { $currency }. Which one is right?
connect-means-currency = { $code }
connect-asks-password = { $file } has a password. Which environment variable holds it? (Give the variable's name, never the password.)
