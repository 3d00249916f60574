# What several documents say alike: verdicts, skills, results, where the numbers come from.

## The verdict on one skill

verdict-improved = improved
verdict-declined = declined
verdict-no_clear_change = no clear change
verdict-cannot_tell_yet = too early to tell
verdict-not_enough_calls = not enough calls
# The same, with the first day of a verdict or the number of calls there are.
verdict-too-early-until = too early to tell (from { $day })
verdict-not-enough-calls-yet = not enough calls ({ $n })

# A verdict with its number, inside a sentence.
verdict-standing = { $verdict }, { $points }
verdict-standing-expected = { $verdict }, { $points } against comparable uncoached { -skills }

## Why a skill is neither improved nor declined. $n says how many there are of what is missing.

verdict-why-within_chance = scores vary this much anyway
verdict-why-gain_excluded = a gain of { $gain ->
    [one] { $gain } point
   *[other] { $gain } points
} can be ruled out
verdict-why-recovered = dipped at first, then recovered
verdict-why-made_up = was lower than comparable uncoached { -skills }, and is back
verdict-why-not_held = was higher than comparable uncoached { -skills }, and has come down since
verdict-why-follow_up_open = the first session was less than { $weeks ->
    [one] { $weeks } week
   *[other] { SPELLED($weeks) } weeks
} ago
verdict-why-interval_too_wide = there may be no gain, or a gain of { $gain ->
    [one] { $gain } point
   *[other] { $gain } points
}
verdict-why-coached_earlier = coached since before this window
verdict-why-no_calibration = too few { -skills } here to say how much scores vary anyway
verdict-why-different_scorers = scored by different people
verdict-why-unreliable_scores = the people who score it agree too little to judge anybody by it
verdict-why-no_calls = no call was scored on it in this window
verdict-why-few_calls_at_start = { $n ->
    [0] no call
    [one] { $n } call
   *[other] { $n } calls
} at the start; { $minimum } are needed
verdict-why-few_calls_at_end = { $n ->
    [0] no call
    [one] { $n } call
   *[other] { $n } calls
} at the end; { $minimum } are needed
verdict-why-few_calls_at_both_ends = { $n ->
    [0] no call
    [one] { $n } call
   *[other] { $n } calls
} at the start and the end together; { $minimum } are needed at each
verdict-why-coached_before_record = the first session was before the scores begin
verdict-why-record_too_short = scores begin { $n ->
    [one] { $n } day
   *[other] { $n } days
} before the first session; { $needed } are needed
verdict-why-too_few_calls_early = { $n } of { $needed } calls needed between { $early_from } and { $early_to } weeks before the first session
verdict-why-too_few_calls_recent = { $n } of { $needed } calls needed in the { $recent } weeks before the first session
verdict-why-too_few_calls_before = { $n } of { $needed } calls needed in the { $early_from } weeks before the first session
verdict-why-too_few_calls_after = { $n } of { $needed } calls needed on days { $first } to { $last } after the first session
verdict-why-few_coached_skills = too few coached { -skills } in the company to compare ({ $n }; { $needed } from { $reps } reps are needed)
verdict-why-few_uncoached_skills = too few uncoached { -skills } in the company to compare with
verdict-why-no_skills_alike = all uncoached { -skills } here had higher scores, so none is comparable
verdict-why-whole_reps_coached = reps here were coached on nearly all their { -skills } at once
verdict-why-scorers_changed = other people scored the calls once the coaching began
verdict-why-sessions_not_logged = too few of the sessions here are in the log
verdict-why-no_comparison = no uncoached { -skill } to compare with

## How changes are judged: notes under the charts of the skills

judged-one-scale = Where different people scored at the start and at the end, the change is on one scale: the measured difference between them is taken off. So it can differ from the scores printed.
judged-by-earlier = Changes are judged by how much scores here varied in the months before.
judged-by-same = The record is too short to judge changes by earlier ones. They are judged by how the scores of all reps changed in this window, which makes the ranges wider.
judged-plain = For a coached { -skill }, the change from ○ to ● is not a verdict.

# What a chart of a skill shows, for a reader who cannot see it.
skill-described = { $skill }: first { $baseline }, now { $current }; { $verdict }; target { $target }.
skill-described-without-baseline = { $skill }: now { $current }; { $verdict }; target { $target }.
skill-described-without-current = { $skill }: first { $baseline }; { $verdict }; target { $target }.
skill-described-no-score = { $skill }: too few calls to show a score.

## Why nothing can be said of any skill

few-calls-none = No call was scored in these { $days } days.
few-calls-some = { $calls ->
    [one] One call was
   *[other] { $calls } calls were
} scored in these { $days } days: too few to say what changed.
few-calls-other-skills = { $calls ->
    [one] One call was
   *[other] { $calls } calls were
} scored in these { $days } days, none of them on a focus { -skill }.
few-calls-recent = { $calls ->
    [one] One call was
   *[other] { $calls } calls were
} scored in these { $days } days, but { $recent ->
    [0] none
    [one] only one
   *[other] only { SPELLED($recent) }
} in the last { $last }: too few to say what changed.

chance-more = more than chance would explain
chance-less = less than chance would explain
chance-same = could be chance

## Who scored

scorer-people = people
scorer-ai = the AI
scorer-ai-named = AI { $name }
scorer-share = { $scorer } { $share }
scorer-share-people = { $n ->
    [one] one person
   *[other] { SPELLED($n) } people
} { $share }
scorer-share-under = under { $share }
scorer-share-over = over { $share }
scorer-scored-by = Scored by { $scorers }.

## Results

result-rank = { $rank } of { $n }
result-median-team = team
result-median-organisation = organisation
result-described-not-shown = not shown
result-described-before = previous window { $value }
result-described-median = { $group } median { $value }
result-not-shown-one = not shown: no { $table } export
result-not-shown-two = not shown: no { $table } export and no { $other } export
result-not-exported = not in the exports

missing-opportunities = There is no { $table } export, so win rate, deal size, cycle and pipeline cannot be shown.
missing-quotas = There is no { $table } export, so quota attainment cannot be shown.
missing-outcomes = There is no { $table } export, so revenue, satisfaction and other results cannot be shown.
missing-skills_matrix = There is no { $table } export, so the skills matrix cannot be shown.
missing-goals = There is no { $table } export, so the goal history cannot be shown.
missing-scheduled_sessions = There is no { $table } export, so sessions moved or cancelled cannot be shown.
missing-stage_history = There is no { $table } export, so conversion by stage cannot be shown.

## Exports

table-acknowledgements = acknowledgements
table-coaching_log = coaching log
table-criteria = rubric
table-disputes = disputes
table-goals = goals
table-opportunities = opportunities
table-outcomes = results
table-qa_scores = QA scores
table-quotas = quotas
table-review_notes = review notes
table-roster = roster
table-scheduled_sessions = calendar
table-self_assessments = self-assessments
table-skills_matrix = skills matrix
table-stage_history = stage history

contract-passed = { $version } passed

sources-title = Where the numbers come from
sources-table = Table
sources-source = Source
sources-used = Rows used
sources-quarantined = Quarantined
sources-days = Days
sources-contract = Contract
sources-all-met = Every exported row behind this document met its contract.
sources-broke = { $n ->
    [one] One row about the people here broke a contract and was
   *[other] { $n } rows about the people here broke a contract and were
} quarantined; the validation report says why.
sources-small-groups = { $n ->
    [one] Medians here are of as few as 1 rep: people who know the group can work out single values from them.
   *[other] Medians here can be of as few as { $n } reps: people who know the group can work out single values from them.
}
sources-note = Sources are numbered as in the validation report. Run { $run }, evidence { $evidence }, review-kit { $version }. This record serves development; it is not a disciplinary record.
sources-note-by-hand = Sources are numbered as in the validation report. Run { $run }, review-kit { $version }. This record serves development; it is not a disciplinary record.

definitions-title = What the numbers mean

foot-confidential = Confidential
foot-run = run { $run }
foot-evidence = evidence { $evidence }
