# This quarter's inputs beside the last one's: review-kit quarter, on the terminal and as a page.
#
# $from and $to are what something was and is.

quarter-title = { $organisation } · This quarter's exports beside the last one's
quarter-same = Nothing differs from { $run } in people, rubric or exports, and no score jumped.
quarter-differs = { $n ->
    [one] One thing differs
   *[other] { $n } things differ
} from { $run }{ $look ->
    [0] ; none of it looks like a fault.
    [one] ; look at one before the run.
   *[other] ; look at { $look } before the run.
}
quarter-look = Look:
quarter-nothing = No difference.
quarter-more = and { $n } more, on the page

quarter-people = People
quarter-rubric = Rubric
quarter-exports = Exports
quarter-scores = Scores
quarter-rows = Rows
quarter-table = Table
quarter-now = Now

quarter-rep-joined = { $name } ({ $id }) is new: { $team }, with { $to }
quarter-rep-left = { $name } ({ $id }) left on { $day }
quarter-rep-gone = { $name } ({ $id }) is not on the roster any more, without an end date. If they left, keep the row and fill in end_date; without the row their scores and sessions are quarantined
quarter-moved = { $n ->
    [one] { $names } moved from { $from } to { $to }
   *[other] { $n } reps moved from { $from } to { $to }: { $names }
}
quarter-manager-id = The manager { $from } is { $to } now, for { $n ->
    [one] { $names }
   *[other] { $n } reps ({ $names })
}. Use one id, or earlier sessions count as another manager's
quarter-rep-renamed = { $id } was { $from } and is { $to }

quarter-criterion-new = { $name } ({ $id }) is new, weight { $weight }
quarter-criterion-replaced = { $name } (weight { $weight }) replaces { $from } (weight { $was }); its scores go on
quarter-criterion-gone = { $name } ({ $id }) is not in force any more, and nothing replaces it. If it was only reworded, name it in replaces_criterion_id of the new row
quarter-criterion-renamed = { $id } was called { $from } and is called { $to }
quarter-weight = { $name }: weight { $from }, now { $to }
quarter-weight-silent = { $name }: weight { $from }, now { $to } in the same rubric version. Give new weights a row with their own valid_from and rubric_version
quarter-version = Rubric version { $from }, now { $to }
quarter-weights = Weights of the { -skills } at the top add up to { $from } before and { $to } now.

quarter-table-gone = { $table } is missing
quarter-table-new = { $table } is new
quarter-profile = { $table } is read by the profile { $to }; it was { $from }
quarter-file-missing = { $table }: no file like { $file } ({ $rows ->
    [one] one row
   *[other] { $rows } rows
})
quarter-file-new = { $table }: { $file } is new ({ $rows ->
    [one] one row
   *[other] { $rows } rows
})
quarter-column-renamed = { $table }: the column { $from } seems to be called { $to } now
quarter-column-gone = { $table }: the column { $column } is gone
quarter-column-new = { $table }: the column { $column } is new

quarter-criterion-silent = { $name }: not scored at all this quarter
quarter-criterion-first = { $name }: scored for the first time ({ $calls ->
    [one] one call
   *[other] { $calls } calls
})
quarter-scorer-silent = Scored by { $name }: nothing this quarter
quarter-scorer-first = Scored by { $name } for the first time ({ $calls ->
    [one] one call
   *[other] { $calls } calls
})
quarter-person = people
quarter-ai = the AI
quarter-mean-jump = { $name }: mean { $from }, now { $to } ({ $low } to { $high } points for the { $reps } reps scored in both quarters)
quarter-volume-jump = { $name }: { $from } calls a week, now { $to } ({ $low } to { $high } times as many for each rep)
quarter-rule = { $n ->
    [one] One mean or volume was compared.
   *[other] { $n } means and volumes were compared.
} A mean jumped if the reps scored in both quarters changed by more than { $points } points even at the near end of the range; a volume, if the calls a week for each rep became more than { $times } times as many or as few even at the near end. All ranges hold together 19 times in 20.
