# The reports of teams and of the organisation, for their leaders.
#
# Ranges in messages are points of a score, or money, written by the caller.

## Page one: the answer

# Under the name.
reports-kind = Coaching report
reports-reps = { $n ->
    [one] { $n } rep
   *[other] { $n } reps
}
reports-answer-nothing-logged = No coaching session was logged in this window, so there is nothing to weigh.
reports-answer-helped =
    Coaching raised coached { -skills } by { $points } points (95 % interval { $low } to { $high }).
reports-answer-helped-at-least =
    Coaching raised coached { -skills } by at least { $points } points (95 % interval { $low } to { $high }).
reports-answer-lowered =
    Coaching lowered coached { -skills } by { $points } points (95 % interval { $low } to { $high }).
reports-answer-lowered-at-least =
    Coaching lowered coached { -skills } by at least { $points } points (95 % interval { $low } to { $high }).
reports-answer-may-be-none =
    We cannot say that coaching helped: the effect may be anything from { $low } to { $high } points.
reports-answer-one-comparison =
    We cannot say that coaching helped: compared with the team there is an effect, compared with the same
    reps' other { -skills } it is not clear.
reports-answer-one-comparison-only =
    We cannot say that coaching helped: there is too little to compare with the same reps' other { -skills }.
reports-answer-too-wide = We cannot say what coaching did: the range is too wide.
reports-answer-too-little = There isn't enough data yet to measure coaching's effect.
reports-answer-too-little-team = There isn't enough data yet to measure coaching's effect for this team.
reports-answer-never-enough = There isn't enough data to measure coaching's effect for this team alone.
reports-answer-no-comparison = Coaching's effect cannot be measured.
reports-answer-no-comparison-team = Coaching's effect in this team cannot be measured.

# Titles of the picture.
reports-picture-claimed-helped = Coached { -skills } scored higher than we would expect without coaching
reports-picture-claimed-lowered = Coached { -skills } scored lower than we would expect without coaching
reports-picture-not-claimed = Coached { -skills } are not clearly apart from what we would expect without coaching
reports-picture-organisation-helped = In the whole organisation, coached { -skills } scored higher than expected
reports-picture-organisation-lowered = In the whole organisation, coached { -skills } scored lower than expected
reports-picture-organisation-not-claimed =
    In the whole organisation, coached { -skills } are not clearly apart from what we would expect
# How to read it.
reports-picture-key =
    Dashed: what we would expect without coaching. Grey line: the same { -skills } of reps nobody coached. Managers
    pick low scores to coach, so compare with the dashed line. A bar is the 95 % interval of the week's gap to it.
# Beside the marks; the number of each line stands behind its name.
reports-line-coached = coached
reports-line-expected = expected
reports-line-expected-long = expected without coaching
reports-line-uncoached = not coached
reports-line-uncoached-long = same { -skills }, not coached
reports-axis-days = days from the first session
reports-axis-score = score, %
reports-axis-first-session = first session
reports-axis-measured = days { $first } to { $last }
reports-axis-measured-long = days { $first } to { $last }: the effect is their mean

# What there is where the effect is not measurable yet.
reports-needed-title = What can be compared, and what is needed
reports-needed-what = To compare
reports-needed-have = There are
reports-needed-need = Needed
reports-needed-skills = Coached { -skills } with { $days } days behind them
reports-needed-reps = Reps with such a { -skill }
reports-needed-waiting = { $n ->
    [one] One more is being followed up.
   *[other] { $n } more are being followed up.
}
reports-needed-day = The earliest day to measure it is { $day }.
reports-needed-day-if-more = The earliest day to measure it is { $day }, if more is coached from now on.

reports-how-title = How do we know?
reports-how = { $skills ->
    [one] One coached { -skill }
   *[other] { $skills } coached { -skills }
    } of { $reps ->
    [one] one rep
   *[other] { $reps } reps
    } are compared with { $weeks } weeks of { -skills } that nobody coached, of { $others ->
    [one] one rep
   *[other] { $others } reps
    }.
reports-how-estimand =
    This measures the effect of starting to coach a { -skill }: the mean of days { $first } to { $last } after its
    first session.
reports-how-units = Points are percentage points. 19 times in 20 the true effect lies in the interval.

reports-investment = What it took

reports-interval = 95 % interval

## On Monday

reports-monday = On Monday
reports-monday-none =
    Nothing stands out: no { -skill } under its target waits for a session, and the log is complete.
reports-monday-coach = Coach { $rep } in { $skill }
reports-monday-coach-never = No session on it in this window. It is the largest gap to target here, by weight.
reports-monday-coach-last =
    The last session on it was on { $day }. It is the largest gap to target here, by weight.
# $others is a list of the next line.
reports-monday-coach-then = Then { $others }.
reports-monday-coach-other = { $rep } in { $skill } ({ $score }, goal { $target })
reports-monday-coach-number = { $score } now, goal { $target }
reports-monday-coach-team = Coach { $skill } in { $team }
reports-monday-coach-team-why = { $n ->
    [one] One rep there is under the goal and had no session on it in the last { $days } days.
   *[other] { SPELLED($n) } reps there are under their goals and had no session on it in the last { $days } days.
    } The team's report names them.
reports-monday-coach-team-number = { $score } on average, goal { $target }
reports-monday-train = Train the team in { $competency }
reports-monday-train-why = { $compared ->
    [one] No other competency is rated for as many reps.
   *[other] It is the lowest of { SPELLED($compared) } competencies.
    }
reports-monday-train-example = Play a call of { $rep }, who does { $skill } well.
reports-monday-train-number = { $n ->
    [one] { $level } of 4, one rep
   *[other] { $level } of 4, { $n } reps
}
reports-monday-train-teams = Plan a training in { $competency }
reports-monday-train-teams-why = It is the lowest competency in { $n ->
    [one] one team
   *[other] { SPELLED($n) } teams
    }.
reports-monday-train-teams-number = { $of ->
    [one] { $n } of { $of } team
   *[other] { $n } of { $of } teams
    }
reports-monday-practise = Practise { $skill } together in a role-play
reports-monday-practise-team = Practise { $skill } together in { $team }
reports-monday-practise-why = They were coached on it, and none of them clearly moved.
reports-monday-practise-number = { $n } of { $of } coached reps
reports-monday-change = Coach { $theme } with { $rep } in another way
reports-monday-change-why = It keeps coming back without a clear rise of the score.
reports-monday-change-number = { $n ->
    [one] one session
   *[other] { $n } sessions
}
reports-monday-share = Share the log with the reps
reports-monday-share-why = An entry that a rep first reads at the review comes as a surprise.
reports-monday-share-number = { $n } of { $of } entries not shared
reports-monday-log = Complete the log
reports-monday-log-why =
    Without date, { -skill }, score before and score after, nobody can say what a session did. The target is
    { $target }.
reports-monday-log-number = { $share } of { $n } sessions complete
reports-monday-help = Help { $manager } to coach
reports-monday-help-coverage = { $n ->
    [one] 1 of { $of } reps had no session.
   *[other] { $n } of { $of } reps had no session.
}
reports-monday-help-record = { $share } of { $n } sessions due left a complete entry; { $target } is a structured log.
reports-monday-help-hours = Reps get { $hours } h a week each; well-coached teams reach { $line } h.
reports-monday-help-outcomes = { $share } of { $n } commitments due have an outcome in the log.
reports-monday-help-coverage-number = { $n } of { $of } reps without a session
reports-monday-help-record-number = { $share } of entries complete
reports-monday-help-hours-number = { $hours } h a week
reports-monday-help-outcomes-number = { $share } with an outcome

## Exemplars

reports-exemplars-none =
    Nobody is an example yet: on no { -skill } does a rep with { $calls } calls in both windows reach the target and
    score clearly above the others.
reports-exemplars-why =
    Listed are reps at or above the target whose whole 95 % interval lies above the mean of the others.
reports-exemplars-skill = { -Skill }
reports-exemplars-rep = Whose calls to listen to
reports-exemplars-score = Score, %
reports-exemplars-target = Target, %
reports-exemplars-others = Mean of the others, %
reports-exemplars-compared = Others
reports-exemplars-calls = Calls

## Managers, in the organisation's copy

reports-managers-purpose =
    For the managers' own managers: how each one coaches, by name and not ranked. It opens a conversation and judges
    nobody.
reports-managers-cadence = Coverage and cadence
reports-managers-follow-through = Follow-through and sharing
reports-managers-scoring = How they score
reports-managers-manager = Manager
reports-managers-reps = Reps
reports-managers-gap = Longest gap, days
reports-managers-complete = Complete entries, %
reports-managers-followed = Followed up, %
reports-managers-outcomes = Outcomes logged, %
reports-managers-kept = Commitments kept, %
reports-managers-shared = Shared with the rep, %
reports-managers-calls = Calls
reports-managers-leniency = Leniency, points
reports-managers-usual = Usual here
reports-managers-says = What it says
reports-managers-lenient = higher than usual here
reports-managers-strict = lower than usual here
reports-managers-as-usual = as usual here
# In small type behind a number: 94 of 52 entries.
reports-managers-of = of { $n }
# $n of all managers
reports-managers-coverage-all = Every rep of every manager had a session.
reports-managers-coverage-some = { $n ->
    [one] 1 of { $of } managers has a rep without a session.
   *[other] { $n } of { $of } managers have a rep without a session.
}
reports-managers-hours-none = None of { $of } coaches { $line } h a week and rep, the line of well-coached teams.
reports-managers-hours-some = { $n ->
    [one] 1 of { $of } coaches { $line } h a week and rep or more, as well-coached teams do.
   *[other] { $n } of { $of } coach { $line } h a week and rep or more, as well-coached teams do.
}
reports-managers-floor = { $n ->
    [one] One log has { $floor } complete entries or fewer: no coaching can be claimed from it.
   *[other] { SPELLED($n) } logs have { $floor } complete entries or fewer: no coaching can be claimed from them.
}
reports-managers-no-scorer = No manager scored calls in the exports, so nothing is said of how they score.
reports-managers-scorers =
    Leniency: how far a manager's scores lie above (+) or below (−) those of all others on the same calls, with the 95 %
    interval.
reports-managers-listed = Listed are the { $n } with the least complete log, under { $share }.
reports-managers-note =
    Coverage: reps with a session, of those who were there long enough to have one; the longest gap is that of any rep.
    Followed up: log entries with a scored call after the session. Outcomes logged: commitments due that are marked done
    or missed. Small type says how many a share is of.

## Ramp of hire cohorts

reports-ramp-none = No hire is on record: quotas and deals, or exported ramp times, must reach back to one.
reports-ramp-few = { $n ->
    [one] One hire is on record, and { $minimum } are needed for a number.
   *[other] { SPELLED($n) } hires are on record, and { $minimum } are needed for a number.
    }
reports-ramp-counts = { $ramped } of { $n } got there, { $ramping ->
    [one] 1 is still ramping
   *[other] { $ramping } are still ramping
    }{ $left ->
    [0] {""}.
    [one] {""}, and 1 left before.
   *[other] {""}, and { $left } left before.
    }
reports-ramp-half = Half of the { $n } hires on record were fully productive within { $days } days.
reports-ramp-half-interval =
    Half of the { $n } hires on record were fully productive within { $days } days (95 % interval { $low } to { $high }).
reports-ramp-half-from =
    Half of the { $n } hires on record were fully productive within { $days } days (95 % interval from { $low } days; it
    has no upper end yet).
reports-ramp-not-half = Fewer than half of the { $n } hires on record are fully productive so far.
reports-ramp-note =
    Those still ramping count for as long as they have been here, and so do those who left: the mean of those who got
    there would look faster than it is. Under { $minimum } hires there is no number.
reports-ramp-cohort = Hired
reports-ramp-hires = Hires
reports-ramp-ramped = Got there
reports-ramp-ramping = Still ramping
reports-ramp-left = Left before
reports-ramp-days = Half within, days
reports-ramp-by = Within { $days } days, %
reports-ramp-all = All on record
reports-ramp-all-org = All of the organisation
reports-ramp-quarter = Q{ $quarter } { $year }
reports-ramp-half-year = { $half ->
    [1] January to June { $year }
   *[2] July to December { $year }
}
# An interval without an upper end.
reports-ramp-from = from { $low }
reports-ramp-axis-days = days from hire
reports-ramp-axis-share = share at full productivity
# For a reader who cannot see the picture.
reports-ramp-alt = { $cohort }: { $steps }.
reports-ramp-alt-step = { $share } by day { $day }

## Tables of measures

reports-measure = Measure
reports-this-window = This window
reports-window-before = Window before
reports-change = Change
reports-rests-on = Rests on

## Headings

reports-section-effect = The effect of coaching
reports-section-changed = What changed
reports-section-results = Coaching and results
reports-section-skills = Skills and next training
reports-section-teams = Teams
reports-section-reps = Reps
reports-section-ramp = New hires
reports-section-managers = Managers
reports-section-scorers = Scorer trust
reports-section-method = Method and limits
