# The verdict on the exports as a page.

validation-page-title = { $organisation } · Validation
validation-title = { $organisation } · Validation of the exports

validation-stopped = No documents can be made yet: { $tables } { $n ->
    [one] stops
   *[other] stop
} the run.
validation-refused = The exports meet their contracts, but no documents can be made yet.
validation-all-met = { $n ->
    [0] The exports have no rows.
    [one] The one row meets its contract.
   *[other] All { $n } rows meet their contracts.
}
validation-some-quarantined = Documents can be made: { $kept } of { $n } rows meet their contracts, { $quarantined ->
    [one] 1 is
   *[other] { $quarantined } are
} quarantined.
validation-warnings = { $n ->
    [one] 1 warning needs
   *[other] { $n } warnings need
} your attention.

validation-table = Table
validation-rows-in = Rows in
validation-kept = Kept
validation-quarantined = Quarantined
validation-share = Share
validation-left-out = Left out
validation-verdict = Verdict
validation-passed = passed
validation-stops = stops the run
validation-absent = Not exported: { $tables }. Sections that need these tables say so.

## One table

# Where its rows went, as a sum.
validation-sum =
    { $n } in = { $kept } kept + { $quarantined } quarantined{ $cells ->
        [0] { "" }
        [one] ; 1 cell not used
       *[other] ; { $cells } cells not used
    }
validation-sum-left-out =
    { $n } in = { $kept } kept + { $quarantined } quarantined + { $left } left out{ $cells ->
        [0] { "" }
        [one] ; 1 cell not used
       *[other] ; { $cells } cells not used
    }
# A file with its number; of one whose encoding was guessed.
validation-source = { $number } { $name }
validation-source-guessed = { $number } { $name } (read as { $encoding }, a guess)
validation-read-with = profile { $profile } · contract { $version } · at most { $share } may be quarantined
validation-warning = Warning: { $notice }.
validation-rule-rows = { $n ->
    [one] 1 row.
   *[other] { $n } rows.
}
validation-rule-rows-kept = { $n ->
    [one] 1 row, kept: this is a warning.
   *[other] { $n } rows, kept: this is a warning.
}
validation-rule-rows-emptied = { $n ->
    [one] 1 row
   *[other] { $n } rows
}; { $emptied ->
    [one] 1 is kept without this cell.
   *[other] { $emptied } are kept without this cell.
}
# A row with several faults is quarantined for one of them.
validation-rule-rows-first = { $n ->
    [one] 1 row
   *[other] { $n } rows
}; this is the first fault of { $first ->
    [0] none
    [one] 1
   *[other] { $first }
} of them.
validation-rule = Rule: { $rule }.
validation-more = and { $n } more
validation-examples = First rows with this fault
validation-file = File
validation-row = Row
validation-column = Column
validation-value = Value
validation-empty = empty
validation-left-out-heading = Left out while reading
validation-reason = Reason
validation-rows = Rows
validation-some = Examples
validation-place = { $file } row { $row }
# $people have put right rows of a file by review-kit's workbook of faulty rows.
validation-corrected = { $n ->
    [one] 1 row of { $file } was corrected by { $people }, last on { $day }.
   *[other] { $n } rows of { $file } were corrected by { $people }, last on { $day }.
}
validation-unknown-columns = Columns of the export that nothing uses: { $columns }.
validation-missing-columns = Columns that the export does not have: { $columns }.
validation-rules = { $n ->
    [one] The one rule of this table
   *[other] All { $n } rules of this table
}
validation-rules-rule = Rule
validation-rules-rows = Rows that break it
validation-not-checked = not checked: { $why }

## At the foot

validation-numbers = The number before a file or sheet is the one by which documents name it.
validation-counted = Every rule was counted twice, by row masks and by Great Expectations, and both counts are the same.
validation-counted-earlier = { $earlier } of the { $n } counts of Great Expectations are from an earlier validation of the same rows.
validation-days = Days are days in { $zone }.
validation-days-and-review-day = Days are days in { $zone }; the review day is { $day }.
