# What was found while exports were read and checked, for the page of the verdict and the terminal: warnings, reasons to stop the
# run, and what to do about each (.hint). Variables are names of tables, columns and files, and texts as an export has them.

## Pieces that several findings have in common

# A finding that ends with a list of texts, and one with its rows and place in brackets.
found-listed = { $message }: { $texts }
found-with-facts = { $message } ({ $facts })
found-rows = { $n ->
    [one] 1 row
   *[other] { $n } rows
}
# $rows of it: the first of several, or the only one. $row and $named are 0 and "no" where they are not known.
found-place =
    { $rows ->
        [0] in
        [one] in
       *[other] first in
    } { $file }{ $row ->
        [0] { "" }
       *[other] { " " }row { $row }
    }{ $named ->
        [no] { "" }
       *[other] , column '{ $column }'
    }
found-files = in { $n } files or sheets in total
found-text-count = '{ $text }' { $n }
found-and-more = { $texts } and { $n } more
found-or = { $first } or { $second }
# One text for, or beside, another.
found-instead = '{ $text }' for '{ $other }'
found-pair = '{ $first }' and '{ $second }'
found-column = { $column }: { $message }

# A text that refers to nothing, with its rows and whom it may mean.
found-text = '{ $text }' ({ $n ->
    [one] 1 row
   *[other] { $n } rows
})
found-text-near = '{ $text }' ({ $n ->
    [one] 1 row
   *[other] { $n } rows
}; { $near })
found-named-near = '{ $text }' ({ $near })
found-key-quarantined = its row in { $table } is quarantined
found-near = near: { $who }
found-several = several in one cell
found-near-differs = near: { $who }; { $why }
found-ids-differ-case = they differ in upper and lower case, which matters in Salesforce ids
found-ids-differ-length = one has 15 characters, the other 18, and the case of the first 15 differs
found-ids-differ-checksum = one has 15 characters, the other 18, and '{ $end }' is not the checksum of the first 15 ('{ $checksum }' is)

# Which lines go into which profile; $lines are TOML.
found-advice-own = Write under [{ $section }] in profiles/{ $profile }.toml: { $lines }.
found-advice-new = Write under [{ $section }] of your own profile ({ $base }, named in [sources.{ $table }]): { $lines }.

## What stops the run

stop-fault = { $table }: { $message }
stop-optional = To continue without this table, remove its files from exports/ or its section from review_kit.toml.
stop-missing-table = { $table }: this table is missing, and every run needs it
    .hint = Put { $table }.csv (or .parquet, .xlsx, .jsonl) into exports/, or name its source under [sources.{ $table }] in review_kit.toml.
stop-criteria-in-use = some quarantined criteria are used by scores, sessions or goals: { $named }
    .hint = Fix their rows; without them every overall score would be wrong.
stop-missing-parent = { $n ->
        [one] { $columns } refers
       *[other] { $columns } refer
    } to the table { $table }, which is missing
    .hint = Export { $table } too.
stop-same-key = { $n ->
        [one] 1 row has
       *[other] { $n } rows have
    } the same { $column } but different values (first: '{ $value }', { $file } row { $row })
    .hint = Keep only one row for each; review-kit cannot know which one is right.
    .versions = If they are versions of one criterion, each needs its own valid_from, and a valid_to before the next one begins.
stop-most-often = Most often: { $violation } ({ $n }; first in { $file } row { $row })
stop-share = { $quarantined } of { $checked } rows ({ $share }) break the contract; the limit is { $limit }. { $most }
    .fix = Fix them in the source, or allow more with gate.tables.{ $table } in review_kit.toml.
    .add = Add them to { $parent }, or remove their rows from the export{ $empty ->
            [yes] , or leave { $column } empty, which is allowed
           *[no] { "" }
        }, or allow more with gate.tables.{ $table } in review_kit.toml.
    .correct = Correct the misspelled ones: { $texts } (in the source, or under 'values' of { $column } in a profile). Otherwise add them to { $parent }, or remove their rows from the export{ $empty ->
            [yes] , or leave { $column } empty, which is allowed
           *[no] { "" }
        }, or allow more with gate.tables.{ $table } in review_kit.toml.
# What to do where the export cannot be made again.
stop-workbook = 'review-kit mend' opens the rows as a workbook and reads your corrections back.
stop-nothing-left = no rows are left. { $most }
    .hint = Fix the rows in the source.
stop-left-out = { $share } of the records were left out while reading; the limit is { $limit } ({ $reasons })
    .hint = Check these rows. If they are not records, name them under [[leave_out]] in the source profile; or allow more with gate.max_left_out_share in review_kit.toml.
stop-left-out-reason = { $reason }: { $n }
stop-left-out-reason-first = { $reason }: { $n }, first in { $file } row { $row }

## Why a row is no record; a profile gives its own reasons in its own words

left-out-empty = empty row
left-out-footer = footer row
left-out-unanswered = question without an answer
left-out-in-words = answer in words
left-out-duplicate = exact duplicate of another row
left-out-repeated = row that an earlier file has too
left-out-no-table = row of a sheet without this table
left-out-hidden = row of a hidden sheet
left-out-note = note below the table
left-out-banner = title between the rows
left-out-to-come = event after the day of the export
left-out-band = heading of the rows below
left-out-unticked = box that is not ticked
left-out-nobody = nobody of the roster in it

## Why a rule was not looked at

unchecked-no-column = the export has no column { $column }
unchecked-no-table = { $table } is missing or was not usable

## What the weights of a rubric add up to: a line for each version

weights-of-version = weights of version '{ $version }' add up to { $sum }
weights-of-version-and-parts = weights of version '{ $version }' add up to { $sum }; { $parts }
weights-of-parts = weights: { $parts }
weights-of-part = parts of { $name } to { $total }
weights-written-out = { $total } ({ $terms })
weights-written-out-more = { $total } ({ $terms } + { $n } more)

## Files beside the exports that nobody reads

unread-and-hint = { $what }. { $hint }
unread-because = { $what }: { $facts }
unread-file = { $file } is not read
unread-files = { $n } files in { $folder }/ ({ $names }, …) are not read
unread-of-hr = { $file } is not read: it is for HR alone
    .hint = Take it out of the project, and give it to 'review-kit adverse-impact --demographics FILE'.
unread-looks-like = looks like { $table }
unread-looks-like-read = looks like { $table }, which is read from { $path }
unread-looks-like-elsewhere = looks like { $table }, which comes from elsewhere
unread-in-folder = in the folder that { $table } is read from
unread-of-profile = it belongs to the profile '{ $profile }', which no source uses
unread-name-it = If it is an export, name it under [sources.<table>]; if not, move it to another folder.
unread-add-path = If it belongs to it, add it to path under [sources.{ $table }].
unread-add-source = If so, add it to review_kit.toml: [sources.{ $table }] path = "{ $path }".
unread-pdf = a PDF document
unread-text-document = a text document
unread-picture = a picture
unread-spreadsheet = a spreadsheet in another format ({ $suffix })
    .hint = Save it as XLSX or CSV.
unread-sqlite = a SQLite database
    .hint = Name it under [sources.<table>]: url = "sqlite:///{ $file }" with table or query.
unread-other-kind = a file of another kind ({ $suffix })
unread-no-suffix = a file without an extension
unread-give-suffix = If it is an export, give it the extension of its format (.csv, .xlsx, …).
markup-html-table = an HTML table, as some older reports are exported
    .hint = Export it again as CSV or XLSX, details only; or open it in a spreadsheet program and save it as XLSX.
markup-xml-spreadsheet = an XML spreadsheet of Excel 2003
    .hint = Open it in a spreadsheet program and save it as XLSX.
markup-web-page = a web page
    .hint = The download may have saved the sign-in page instead of the export: export it again.
found-not-read = { $n ->
        [one] { $names } is
       *[other] { $names } are
    } not read
    .hint = If it is an export, save it as XLSX or CSV.

## Files and sheets that are not all of an export, or not only it

found-pages-missing = the pages say that there are { $total } records, but { $read ->
        [one] 1 was
       *[other] { $read } were
    } read
found-page-follows = a page says that another one follows, but that page is missing
found-pages-again = Fetch the missing pages, or the whole export, again.
found-rows-missing = the file says '{ $text }', but { $read ->
        [one] 1 was
       *[other] { $read } were
    } read
    .hint = The export is incomplete: make it again.
found-rows-more = the file says '{ $text }', but { $read ->
        [one] 1 was
       *[other] { $read } were
    } read
    .hint = Check whether rows were added, or two exports were joined.
found-old-corrections = { $n ->
        [one] 1 row was
       *[other] { $n } rows were
    } corrected in { $file } (last by { $person } on { $day }), but the file has changed since, so these corrections are not used
    .hint = 'review-kit mend' writes a workbook with the rows that are still faulty. If there are none, 'review-kit mend --forget { $file }' ends this warning.
found-sheet-without-table = the sheet '{ $sheet }' was left out: it has { $lacks }
    .hint = If it belongs to the table, name its columns like those of the other sheets; if not, hide the sheet in the workbook.
found-no-column = no column { $names }
found-sheet-name = the sheet '{ $sheet }' does not have the name of anybody on the roster ({ $near })
    .hint = If it is about that person, use the name from the roster.
found-merged-cells = merged cells under { $columns }: each of their rows was given the value of the first
    .hint = If the rows do not belong together, unmerge the cells and fill in each row.
found-column-number = column { $n }
found-unreadable-cells = cells that cannot be read: { $cells }
    .hint = They are not empty, but they count as empty because they cannot be read. Fix the formulas, or open the workbook in a spreadsheet program and save it, so that they are calculated; then export again.
found-unreadable-cell = { $cell } ({ $what })
found-cell-not-calculated = formula never calculated
found-failed-formulas = { $column }: cells with a failed formula, such as { $text }; they cannot be read and count as empty
    .hint = Fix the formulas in the source.

## Columns

found-bare-log = the coaching log has no column for the criterion, the scores or the commitment
    .hint = Say in your own profile which columns they are; if the log really has none of them, add an empty column 'commitment'.
found-unused-columns = Unused columns: { $columns }.
found-near-column = the column '{ $heading }' is not used, but it looks like { $meant }, which is missing
    .hint = If this is the column, say so in your own profile: [columns] { $column } = "{ $heading }".
found-near-meant = '{ $name }' ({ $column })
found-rule-near-column = the rule '{ $rule }' uses '{ $name }', which is missing; the unused column '{ $near }' looks like it
    .hint = If this is the column, correct the name in your own profile.
found-id-near-column = the id { $column } uses '{ $name }', which is missing; the unused column '{ $near }' looks like it
    .hint = If this is the column, correct the name in your own profile.
found-listed-question = the profile lists the question '{ $name }', but no column has this name
    .hint = Correct the name under [unpivot] columns. If not every file has this question, write it as a pattern: '{ $name }*'.
    .near = Did you mean '{ $near }'?
found-empty-below = '{ $column }' is empty on rows that follow a filled one
    .hint = If it is filled only on the first row of each block, say so in your own profile: [read] fill_down = ["{ $column }"]. A report with subtotals is best exported without them (details only).

## Values

found-emptied = { $reason }, so that the cell is not used and its row is kept
    .hint = 'review-kit mend' opens these rows as a workbook; or correct them in the source.
    .most = { $lost } of { $cells } filled cells of { $column } would be lost, which is most of it: correct how the profile reads the column, or leave the column out of the export.
found-guess-contradicted = { $column }: the export does not say, and the usual value is { $guess }, but { $limited } is higher than that
    .hint = Say what it is. { $advice }
found-guessed-value = { $column }: the export does not say; the usual value, { $guess }, was used
    .hint = Say what it is. { $advice }
found-past-stages = is_closed would be 'false' for stages that the profile does not name, although every deal in them has a close date in the past
    .hint = Say whether each of them is closed. { $advice }
found-unknown-truth-words = { $column }: words that could mean true or false; their rows are quarantined
    .hint = Say what they mean. { $advice }
found-doubtful-otherwise = { $column } would be '{ $otherwise }' for values that the profile does not name and that may mean the opposite
    .hint = Say what each of them means. { $advice }
found-unnamed-values = { $column } is '{ $otherwise }' for values that the profile does not name
    .hint = If that is right, name them. { $advice }
found-shares-as-percent = { $column }: no number is above 1, so they may be shares of 1; they would be read as percentages
    .hint = Say which scale they use. { $advice }
found-ratings-as-percent = { $column }: no number is above { $highest }, so they may be ratings; they would be read as percentages
    .hint = Say which scale they use. { $advice }
found-ratings-among-percents = { $column }: many numbers are { $highest } or less, others are higher; the low ones may be ratings, but all were read as percentages
    .hint = Check whether everybody scores on the same scale.
found-weight-shares = weights are shares that add up to { $sums }, so they were read as percentages
    .hint = Write them as percentages to end this warning.
found-weights-of-whole = the weights of parts are percentages of the whole rubric, because they add up to the weight of their { -skill } ({ $parts }), so they were read as parts of that weight
    .hint = If that is wrong, write the weights so that the parts of each { -skill } add up to 100.
found-weights-of-part = { $name }: { $sum } of { $weight }
found-weights-more = { $parts } and { $n } more
found-currency-contradicted = { $column }: the cell and its row name different currencies
    .hint = Correct the amounts or their currency in the source; until then these amounts are not used.
found-currency-in-row = { $signs } in a row of { $currency }
found-currency-unclear = { $column }: a currency sign that is used for several currencies, but not for { $usual }
    .hint = Export the currency of each amount in its own column, or its code in the cell; until then these amounts are not used.
found-foreign-money = amounts in currencies other than { $currency }; review-kit never converts amounts, and a run stops if it needs these
    .hint = Export converted amounts, or set organisation.currency in review_kit.toml to the currency of the amounts.
found-misread-text = text in { $column } that was saved in a wrong encoding, such as { $example }
    .hint = The letters are already wrong in the file: export it again as UTF-8.
found-central-european = text in { $column } that looks like Windows-1250 (Central European) and was read as Windows-1252, such as { $example }
    .hint = Save the file as UTF-8, or name its encoding in your own profile: [read] encoding = "cp1250".
found-probably = '{ $text }', probably '{ $meant }'
found-unclear-clocks = { $column }: times such as 45:00 would be more than eight hours, and may be minutes and seconds; none in this column was read
    .hint = Write lengths as minutes (45), as 0:45:00, or with their unit ({ $example }).
found-doubtful-unit = { $column }: all numbers are { $most } or less, so they may be { $meaning ->
        [shares] shares of a day or hours
       *[hours] hours
    }; they would be read as minutes
found-long-sessions = { $column }: sessions of more than eight hours
    .hint = Check whether they are right.
found-past-deals = open deals with a close date before { $day }, by stage
    .hint = Move their close dates, or close them in the CRM. If one of these stages means closed, name it in the source profile.

## Days

found-midnight-days = { $column }: all times are midnight, so they were read as days, as written; in { $zone } they would be different days
    .hint = Say whether they are days (false) or times (true). { $advice }
found-moved-days = { $column }: times that fall on a different day in { $zone } than written; the day there was used
    .hint = Say whether to use the day there (true) or the day as written (false). { $advice }
found-ticks-for-days = { $column }: ticked boxes instead of dates; the date was left empty
    .hint = Enter the date, so that it counts.
found-swapped-days = { $column }: days and months may be swapped: no date has a day above 12 ('{ $day }'), and every text has a number above 12; this happens when a spreadsheet opens a file with days and months in a different order
    .hint = Export the file again and do not open it in a spreadsheet; or say whether they are swapped. { $advice }
found-wrong-date-order = { $order ->
        [month_first] { $n ->
            [one] { $column }: this day can only be month first, such as '{ $text }', and were read as day first
           *[other] { $column }: these { $n } days can only be month first, such as '{ $text }', and were read as day first
        }
       *[day_first] { $n ->
            [one] { $column }: this day can only be day first, such as '{ $text }', and were read as month first
           *[other] { $column }: these { $n } days can only be day first, such as '{ $text }', and were read as month first
        }
    }
    .hint = Write date_order = "{ $order }" under [sources.{ $table }] in review_kit.toml. With the wrong order, days up to the 12th were read as other days.

## Texts that are no number and no day

unread-milliseconds = counts of milliseconds since 1970
    .hint = Say so in the source profile: [dates] formats = ["epoch_ms"].
unread-seconds = counts of seconds since 1970
    .hint = Say so in the source profile: [dates] formats = ["epoch_s"].
unread-serial-days = serial date numbers from a spreadsheet
    .hint = Say so in the source profile: [dates] serial = true.
unread-days-without-year = days without a year
    .hint = Export them with the year.
unread-days-that-are-none = dates that do not exist, or times in an unknown format
    .hint = Correct them in the source, or give their format in the source profile under [dates] formats.
unread-check-marks = check marks instead of dates
    .hint = Export the date.
unread-days-in-words = dates in words that review-kit does not know
    .hint = Month names are read in English, German, French, Spanish and { $n } other languages; write other dates as 2026-03-31, or give their format in the source profile under [dates] formats.
unread-two-amounts = two amounts in one cell
    .hint = Export a column for each, or only the converted one.
unread-shortened = numbers shortened to thousands or millions
    .hint = Export the full number.
unread-percentages = percentages in a column of plain numbers
    .hint = Give their scale in the source profile: scale = "percent", or max_score = 100.
unread-above-scale = scores above the top of their scale
    .hint = Check whether the scale in the source profile is right.
unread-lengths = lengths of time that can be read in more than one way
    .hint = Write lengths as minutes (45), as 0:45:00, or with their unit ({ $example }).
unread-days-for-numbers = dates instead of numbers
    .hint = A spreadsheet turns text such as 4/5 into dates: format the column as text, and type the values again.
unread-lookup = the lookup has the value, but no result for it
    .hint = Leave these rows out with [[leave_out]] in the source profile, or complete the lookup.
unread-currency = amounts with a currency ({ $sign })
    .hint = If the column is money, say so in the source profile: [numbers] money = true. If it already does, the currency of the cell differs from that of the row.

## Ids and names

found-call-ids-times = { $n ->
        [one] 1 call id has several call times, so different calls would count as one: '{ $example }'
       *[other] { $n } call ids have several call times, so different calls would count as one: '{ $example }' and others
    }
    .hint = Each call has one time. If a program rounded or cut off the ids, export them again as text; if the export gives the time of scoring, use the column with the time of the call.
found-call-ids-reps = { $n ->
        [one] 1 call id has scores of several reps: '{ $example }'
       *[other] { $n } call ids have scores of several reps: '{ $example }' and others
    }
    .hint = If these reps were on the call together, this is fine; if not, a program rounded or cut off the ids: export them again as text.
found-lost-zeros = { $column } differs from { $table } only by zeros: { $examples }
    .hint = A program treated the ids as numbers. Format the column as text before you fill it, then export again.
found-two-ids = the same records appear with ids of { $short } and of { $long } characters and would count twice: { $examples }
    .hint = Keep one row for each, or export all of them with ids of { $long } characters.
found-salesforce-ids = ids are not in { $file }, which has very similar ones: { $examples }
    .hint = Export both with ids of 18 characters, from the same Salesforce org.
found-salesforce-id = '{ $text }' for '{ $other }', of which { $why }
found-salesforce-more = { $texts }; and { $n } more
found-rounded-ids = a program has rounded off the last digits of ids
    .was-longer = '{ $text }' was a longer id.
    .spreadsheet = A spreadsheet keeps only 15 digits of a number, even when it just opens a CSV file; no number format brings back the rest. Export again from the system that the ids come from, and format the column as text before you fill it.
    .floats = The column contains floating-point numbers, which keep only 15 to 17 digits. Export again with the column as text or as whole numbers, converted where the ids are still complete.
found-doubtful-ids = every long id ends in zeros, so a program may have rounded the ids
    .hint = '{ $example }' is one of them. Compare it with the system that the id comes from: if it differs, different calls have the same id here; export again with the column as text.
found-manager-of-record = no manager is named, so the rep's manager on the roster counts as the one who held the session
    .hint = If that is right, say so in your own profile: { $line }; otherwise name the manager in the export.
found-sessions-outside-calendar = the coaching log and the calendar have no session in common ({ $logged } logged, { $held } held)
    .hint = Use the same session_id in both tables, or leave out the calendar.
found-unknown-setting = [{ $section }] in review_kit.toml names something that does not exist: { $named }
    .hint = Correct the name; until then the line has no effect.
found-unknown-people = { $column } names people who are not on the roster: { $texts }
    .hint = Correct misspelled names, in the source or under 'values' of { $column } in a profile; until then, what these people did counts for no manager. If somebody has left, leave the name as it is.
found-unknown-outcome-metric = { $column } names results that are neither known metrics nor in outcomes: { $texts }
    .hint = Correct the name, or export the result in outcomes; 'review-kit metrics' lists the known ones. Until then these criteria are shown without a result.
found-nearly-known-outcome = { $column } has results that nothing refers to and whose names are very similar to a known one: { $texts }
    .hint = If you meant the known one, correct the name; until then it is shown as a separate result.
found-unknown-competency = { $column } has competencies that no criterion belongs to: { $texts }
    .hint = Use the same names as in criteria, or correct the competency there; until then these ratings are not shown with any skill.
found-unrated-competency = { $column } names competencies that nobody was rated on: { $texts }
    .hint = Use the same names as in the skills matrix, or rate them.
found-unknown-goal-metric = { $column } names metrics that are neither known metrics nor in outcomes: { $texts }
    .hint = Correct the name; 'review-kit metrics' lists the known ones. A goal on an unknown metric has no current value; if it names a criterion, it counts as a goal on that criterion's score.
found-unknown-country = { $column } names countries for which review-kit has no public holidays: { $texts }
    .hint = Give the ISO 3166 code, such as ES, or DE-BY for a region with its own holidays; until then a session may be proposed on a public holiday of these reps.

# What the law forbids to measure, and what it permits for a $case (medical, safety) that the settings name.
found-emotion = '{ $name }' measures emotions of employees (it says '{ $word }'): AI systems that infer emotions of people at work are forbidden, except for medical or safety reasons ({ $law })
    .hint = Remove it from the export or the profile, and score what the rep does instead, such as 'lets the customer finish'. If it is about the customer, say so in its name: 'Customer sentiment'. Only for a medical or safety reason: [privacy.emotion] in review_kit.toml; docs/configuration.md says how.
found-emotion-permitted = '{ $name }' measures emotions of employees (it says '{ $word }'); it is used for a { $case } reason: { $reason }
    .hint = Keep the reason in [privacy.emotion] up to date, or remove both.

## The rubric

found-unscored-criteria = { $n ->
        [one] 1 criterion in force but never scored from { $first } to { $last }: { $named }
       *[other] { $n } criteria in force but never scored from { $first } to { $last }: { $named }
    }
    .hint = Check whether the export has them under other names. A criterion that is no longer scored needs a valid_to in criteria.
found-unscored-criterion = '{ $name }' (of { $calls } calls)
found-scores-out-of-force = scores from days on which their criterion was not in force: { $named }
    .hint = Correct valid_from and valid_to in criteria, or the criterion of these rows; until then the scores count as they are.
found-score-out-of-force = '{ $criterion }' on { $days }, in force { $force }
found-days = { $first } to { $last }
found-force = from { $first } to { $last }
found-force-on = from { $first } on
found-unknown-rubric-version = scores name rubric versions that are not in criteria: { $named }
    .hint = Add the rows of that version to criteria, or use the same name as in criteria.
