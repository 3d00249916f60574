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
    Coaching raised coached { -skills } by { $points } points (95 % interval { $low } to { $high }).
reports-answer-helped-at-least =
    Coaching raised coached { -skills } by at least { $points } points (95 % interval { $low } to { $high }).
reports-answer-lowered =
    Coaching lowered coached { -skills } by { $points } points (95 % interval { $low } to { $high }).
reports-answer-lowered-at-least =
    Coaching lowered coached { -skills } by at least { $points } points (95 % interval { $low } to { $high }).
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
reports-picture-claimed-helped = Coached { -skills } scored { $points } points above what we would expect
reports-picture-claimed-lowered = Coached { -skills } scored { $points } points below what we would expect
reports-picture-not-claimed = Coached { -skills } are not clearly apart from what we would expect without coaching
reports-picture-organisation-helped = Whole organisation: coached { -skills } scored { $points } points above expected
reports-picture-organisation-lowered = Whole organisation: coached { -skills } scored { $points } points below expected
reports-picture-organisation-not-claimed = Whole organisation: coached { -skills } are not clearly apart from expected
# How to read it.
reports-picture-key =
    Dashed: what we would expect without coaching. Thin line: the same { -skills } of reps nobody coached. Managers
    pick low scores to coach, so compare with the dashed line. A bar is the 95 % interval of the week's gap to it.
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
    } are compared with { -skills } that nobody coached, of { $others ->
    [one] one rep
   *[other] { $others } reps
    } ({ $weeks } weekly scores).
reports-how-estimand =
    This measures the effect of starting to coach a { -skill }: the mean of days { $first } to { $last } after its
    first session.
reports-how-units = Points are percentage points. 19 times in 20 the true effect lies in the interval.

reports-investment = What it took

reports-interval = 95 % interval

## The effect of coaching in words

reports-effect-coached = { $skills ->
    [one] { $skills } coached { -skill }
   *[other] { $skills } coached { -skills }
    } of { $reps ->
    [one] { $reps } rep
   *[other] { $reps } reps
    }
reports-effect-evidence = { $skills ->
    [one] { $skills } coached { -skill }
   *[other] { $skills } coached { -skills }
    } of { $reps ->
    [one] { $reps } rep
   *[other] { $reps } reps
    }, compared with { -skills } that nobody coached, of { $others ->
    [one] { $others } rep
   *[other] { $others } reps
    } ({ $weeks } weekly scores)
reports-effect-too-few-reps = There are too few reps to say how sure a number would be, so none is given.
reports-effect-too-wide =
    The true effect may be anything from { $range } points. That is wider than { $widest } points, too wide to say what
    coaching did.
reports-effect-helped = Coaching helped: coached { -skills } scored this much higher than expected without it.
reports-effect-lowered = Coached { -skills } scored this much less than expected without coaching: it lowered them.
reports-effect-not-shown =
    The true effect may be anything from { $range } points, so we claim neither a rise nor a fall.
reports-effect-one-only = { $way ->
    [rise] We claim no rise
   *[fall] We claim no fall
    }: coached { -skills } differ from the team's uncoached ones, but not clearly from the same rep's other { -skills }.
reports-effect-one-only-no-other = { $way ->
    [rise] We claim no rise
   *[fall] We claim no fall
    }: coached { -skills } differ from the team's uncoached ones, but there is too little to compare with the same rep's
    other { -skills }.
reports-effect-assumes =
    It assumes that managers chose whom to coach by what the scores show. If they chose by something else, that can add
    about half a point, and nobody can detect it.
reports-effect-assumes-alone =
    It assumes that managers chose whom to coach by what the scores show. If they chose by something else, that can add
    about half a point, and nobody can detect it. Anything else that changed in this team at that time would look like
    coaching.

# Why there is no estimate. $have is "7 coached skills of 4 reps".
reports-none-nobody-scored = No estimate: no { -skill } of the group is scored.
reports-none-not-logged =
    No estimate: { $share } or fewer of the sessions due left a complete entry in the log, so it is not known what was
    coached.
reports-none-whole-reps =
    No estimate: { $share } of the coached { -skills } belong to reps who began coaching in nearly all their { -skills }
    at once. Whatever else happened to them then would be taken for coaching.
reports-none-scorer-changed =
    No estimate: who scores the calls changed along with the coaching. The share scored by { $scorer } moved { $points }
    points against the { -skills } not coached, so a stricter or milder scorer would look like an effect.
# Behind "scored by".
reports-scorer-ai = the AI
reports-scorer-person = a person
reports-scorer-one-ai = one version of the AI
reports-scorer-one-person = one person
reports-scorer-one = one scorer
reports-none-few-controls =
    No estimate: too little was left uncoached to compare with. There are { $n ->
    [one] { $n } rep
   *[other] { $n } reps
    } and { $weeks } weekly scores of { -skills } not coached for each coached { -skill }; { $reps_needed } reps and
    { $weeks_needed } weekly scores are needed.
reports-none-no-overlap =
    No estimate: coached { -skills } scored lower than any that were not coached. Only { $share } of them have others
    like them ({ $needed } are needed), so there is no fair comparison.
# $group is "this team".
reports-none-alone =
    Not measurable for { $group } alone: it has { $n ->
    [one] { $n } rep
   *[other] { $n } reps
    }, and { $skills } coached { -skills } of { $reps } reps are needed. { $have } can be compared.
reports-none-few-reps =
    Not measurable: there are { $n ->
    [one] { $n } rep
   *[other] { $n } reps
    }, and { $skills } coached { -skills } of { $reps } reps are needed. { $have } can be compared.
reports-none-follow-up =
    Not measurable yet: only { $have } were followed for { $days } days after their first session and can be compared;
    { $skills } of { $reps } reps are needed.
reports-none-record =
    Not measurable yet, because the scores do not go back far enough: { $have } can be compared; { $skills } of { $reps }
    reps are needed.
reports-none-few = Not measurable yet: { $have } can be compared; { $skills } of { $reps } reps are needed.
reports-none-cut-off = { $n ->
    [one] { $n } more was
   *[other] { $n } more were
    } coached too early to compare: there must be scores from { $days } days before, and the first are of { $first }.
reports-none-if-coached = { $day } is the earliest day, if more is coached from { $since } on.
reports-none-if-coached-tomorrow = { $day } is the earliest day, if more is coached from tomorrow on.
reports-none-waiting-short = { $n ->
    [one] { $n } more is being followed up, which is not enough.
   *[other] { $n } more are being followed up, which is not enough.
}
reports-none-waiting = { $n ->
    [one] { $n } more is being followed up: { $day } is the earliest day.
   *[other] { $n } more are being followed up: { $day } is the earliest day.
}
# The same in a line of a table.
reports-none-short-not-logged = No estimate: { $share } or fewer of the sessions due are in the log.
reports-none-short-whole-reps = No estimate: reps were coached in nearly all their { -skills } at once.
reports-none-short-scorer-changed = No estimate: who scores the calls changed along with the coaching.
reports-none-short-few-controls = No estimate: too little was left uncoached to compare with.
reports-none-short-no-overlap = No estimate: they scored lower than any that were not coached.
reports-none-short-near-an-end =
    No estimate: the average of all calls is under { $low } or over { $high }, too near an end to compare fairly.
reports-none-short-alone = Not measurable alone, with fewer than { $reps } reps.
reports-none-short-too-little = { $why ->
    [record] Not measurable yet: the scores do not go back far enough
   *[few] Not measurable yet
    }; { $day } at the earliest{ $more ->
    [yes] {""}, if more are coached.
   *[no] {""}.
    }

# What must be said beside a number.
reports-caution-at-once =
    Scores rose at once, in days { $first } to { $last }, which learning rarely does. Other help, or the choice of whom to
    coach, may be behind it.
reports-caution-least-controls = It is at least { $points } points: the comparison group was also being coached.
reports-caution-smaller-controls =
    An effect would look smaller than it is: the comparison group was also being coached.
reports-caution-least-half =
    It is at least { $points } points: over half of the { -skills } were coached, and few were left to compare.
reports-caution-smaller-half =
    An effect would look smaller than it is: over half of the { -skills } were coached, and few were left to compare.
reports-caution-disagree-lower =
    Between { $low } and { $high } points, depending on the comparison (with the team, or with the rep's other
    { -skills }): either coached reps were improving in everything, or coaching spread to other { -skills }.
reports-caution-disagree-higher =
    Between { $low } and { $high } points, depending on the comparison (with the team, or with the rep's other
    { -skills }): either coached reps were falling behind in everything, or the coached { -skill } gained at the cost of
    the others.
reports-caution-disagree-claimed = We claim only the lower one.
reports-caution-both =
    With the team: { $first } points ({ $first_range }). With the rep's other { -skills }: { $second } points
    ({ $second_range }). This happens when reps change in everything, coached or not, or when coaching spreads to other
    { -skills }. We claim an effect only if both comparisons find it.

reports-borrowed-none = The organisation as a whole has no estimate either.
reports-borrowed-not-shown = The whole organisation's effect is not clear either: anything from { $range } points.
reports-borrowed =
    The whole organisation's effect is { $points } points (95 % interval { $range }), from { $coached }. This team's may differ.
reports-borrowed-least =
    The whole organisation's effect is at least { $points } points (95 % interval { $range }), from { $coached }. This team's
    may differ.

reports-dummy-none = A dummy test on uncoached { -skills } could not be made.
reports-dummy-found =
    A dummy test on uncoached { -skills } found { $points } points ({ $range }), where there is nothing to find. Doubt the
    effect by at least that much.
reports-dummy-clean =
    A dummy test on uncoached { -skills } found no effect, as it should: { $points } points ({ $range }).

## On Monday

reports-monday = On Monday
reports-monday-none =
    Nothing stands out: no { -skill } under its target waits for a session, and the log is complete.
reports-monday-coach = Coach { $rep } in { $skill }
reports-monday-coach-never = No session on it in this window. It is the largest gap to the target here, counted by the { -skill }'s weight.
reports-monday-coach-last =
    The last session on it was on { $day }. It is the largest gap to the target here, counted by the { -skill }'s weight.
# $others is a list of the next line.
reports-monday-coach-then = Then { $others }.
reports-monday-coach-other = { $rep } in { $skill } ({ $score }, goal { $target })
reports-monday-coach-number = { $rep }: { $score } now, goal { $target }
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
reports-monday-help-hours = Reps get { $hours } h a week each; well-coached teams reach { $line } h.
reports-monday-help-outcomes = { $share } of { $n } commitments due have an outcome in the log.
reports-monday-help-coverage-number = { $n } of { $of } reps without a session
reports-monday-help-record-number = { $share } of entries complete
reports-monday-help-hours-number = { $hours } h a week
reports-monday-help-outcomes-number = { $share } with an outcome

reports-skills-and-reps = { $skills } ({ $reps ->
    [one] { $reps } rep
   *[other] { $reps } reps
    })
reports-and-more = { $names } and { $n } more

# The table of effects.
reports-effects-title = Effect by group and { -skill }
reports-effects-how =
    Each line is the average of its own coached { -skills }. If the interval includes zero, there may be no effect. If two
    intervals overlap, the two may be the same.
reports-effects-organisation = Organisation
reports-effects-this-team = This team
reports-effects-teams = Teams
reports-effects-managers = Managers, all their reps; by name, not ranked
reports-effects-skills = { -Skills }
reports-effects-all-skills = { -Skills }, in the whole organisation
reports-effects-metrics = Metrics of your own
reports-effects-all-metrics = Metrics of your own, in the whole organisation
# A metric of the project's own and the skill whose coaching is to move it.
reports-effects-metric = { $metric } · coaching on { $skill }
reports-effects-who = Who or what
reports-coached-and-reps = Coached { -skills } (reps)
reports-effects-scale = One scale
reports-effect-points = Effect, points
reports-effects-second = Second comparison, points
reports-what-it-says = What it says
reports-effects-note =
    A line needs { $skills } coached { -skills } of { $reps } reps or more, { $days } days after their first session. Second
    comparison: coached { -skills } are compared with the same rep's other { -skills }, not with the team's. Best guess: moved
    towards the average of its kind, as far as the difference could be chance; it is no verdict.
reports-effects-metrics-note =
    Metrics of your own: the calls after the first session on the { -skill } named, compared as that { -skill } is, at the
    same level of both before. One that is counted from the { -skill }'s own scores is no second proof.
# Who has no number: Ada (7 skills, 4 reps)
reports-effects-behind = { $name } ({ $skills ->
    [one] { $skills } { -skill }
   *[other] { $skills } { -skills }
    }, { $reps ->
    [one] { $reps } rep
   *[other] { $reps } reps
    })
# For a reader who cannot see the picture.
reports-effects-alt = { $name }: effect { $points } points, 95 % interval { $range }; { $says }.

# Verdicts of a line.
reports-says-helped = helped
reports-says-helped-at-least = helped; at least this much
reports-says-lowered = lowered
reports-says-not-shown = not shown
reports-says-one-comparison = not shown: one of two comparisons only
reports-says-too-uncertain = too uncertain to tell
reports-says-not-before = not measurable before { $day }
reports-says-not-before-if-more = not measurable before { $day }, if more are coached
reports-says-no-comparison = no fair comparison
# Behind a verdict.
reports-remark-least = at least this much
reports-remark-lower-of-two = the lower of two that disagree
reports-remark-one-comparison = one comparison only
reports-remark-at-once = rose at once
reports-remark-others-coached = others coached too
reports-remark-over-half = over half coached
reports-remark-best-guess = best guess { $points }
reports-remark-apart = { $points } against the rest

reports-parts-tenure = By tenure at the first session
reports-parts-level = By the { -skill }'s level before it, against others of the same { -skill }
reports-parts-quarter = By quarter of the first session
reports-parts-under-a-year = Under a year
reports-parts-a-year-or-more = A year or more
reports-parts-below = Below the others
reports-parts-not-below = Level with the others, or above

reports-lasting-title = How long it lasts
reports-lasting-after = After the first session
reports-lasting-days = Days { $first } to { $last }
reports-lasting-note =
    Each line counts only the coached { -skills } that have reached its last day, so each line may count other
    { -skills }. The effect includes later sessions. The later the days, the more of the { -skills } compared with are
    coached too by then. That makes the later effects look smaller than they are: read them as “at least”.

# One coached skill of one rep.
reports-single-title = Coached { -skills } one by one
reports-no-skill-coached = No { -skill } was coached in this window.
reports-single-of = { $n ->
    [one] of { $n } coached { -skill }
   *[other] of { $n } coached { -skills }
}
# $skills is a list of the next line.
reports-single-coached = Coached: { $skills }.
reports-single-coached-one = { $skill } ({ $n ->
    [one] one rep
   *[other] { SPELLED($n) } reps
    })
# $who is a list of the next line.
reports-single-praise =
    Worth praising: { $who }.{ $more ->
        [0] { "" }
        [one] { " " }One more improved.
       *[other] { " " }{ SPELLED($more) } more improved.
    }
reports-single-praise-one = { $rep } in { $skill } ({ $points })
reports-single-note =
    Each is one { -skill } of one rep, compared with what we would expect without coaching. For a typical one the true
    change lies within { $points } of the number, 19 times in 20. One { -skill } rests on few calls, so most of them are
    “too early to tell”, even where coaching helps. The average over all of them says more than any one.

# What performance shows, on page one; $results is a list of the next lines.
reports-investment-results = Results: { $results }.
reports-investment-result = { $title } { $value }
reports-investment-result-before = { $title } { $value } (before { $previous })

# Under a single number.
reports-figure-none = no data in this window
reports-figure-before = previous window { $value }
reports-figure-of = of { $n }

## Method and limits

reports-method-compared = What is compared.
reports-method-compared-how =
    We take each { -skill } in the week its coaching began, and the same { -skill } of teammates in the same week that
    nobody had coached by then. Their later scores, given their level and last weeks, tell what the coached { -skill } would
    have scored without coaching. The effect is what it scored above that on days { $first } to { $last }. Then we compare
    with the rep's own other { -skills } instead of the team's. We claim an effect only if both comparisons find it.
reports-method-before-after = Why not before and after.
reports-method-before-after-how =
    Managers coach low scores, and part of a low score is chance that goes away by itself. Before and after would find an
    effect where there is none. So the changes elsewhere in this report do not show what coaching did.
reports-method-assumed = What is assumed.
reports-method-assumed-how =
    First, managers chose whom to coach by what the scores show. If they chose by something else, that can add about half a
    point and cannot be detected. Second, nothing else began for the coached reps at the same time. Third, scores mean the
    same before and after. Fourth, coaching one { -skill } did not change the uncoached ones.
reports-method-broken = What would break it.
reports-method-broken-how =
    A new script or tool only for coached reps; another scorer from the session on; coaching that nobody logged; reps
    coached in everything at once. The exports show the last three, and then no estimate is printed. They do not show the
    first.
reports-method-behind = How much is behind it.
reports-method-behind-team = This team's: { $evidence }.
reports-method-behind-organisation = The organisation's: { $evidence }.
reports-method-other-reason = Could another reason be behind it?
reports-method-dummy = Does it find what is not there?
reports-robust =
    Managers may also choose by something that no score shows. To explain the whole effect, that reason would have to
    account for { $effect } of what is otherwise unexplained, both in who was coached and in how they scored after; to bring
    the interval to zero, for { $end }.
reports-reason-level = The strongest reason we see is how a { -skill } had scored before.
reports-reason-last-weeks = The strongest reason we see is how it scored in the last { $weeks ->
    [one] week
   *[other] { SPELLED($weeks) } weeks
    }.
reports-reason-same-day = The strongest reason we see is how it scored on the day of the session.
reports-reason-whole-rep = The strongest reason we see is how the rep scored in all { -skills }.
reports-robust-strongest = It accounts for { $coaching } of who was coached and { $score } of how they scored after.
reports-robust-as-strong = The unseen reason would have to be about as strong.
reports-robust-times = The unseen reason would have to be { $times } times as strong.
reports-robust-times-over = The unseen reason would have to be over { $times } times as strong.

reports-method-changes = Changes.
reports-method-changes-how =
    A change is a { -skill }'s average score over the calls of the last { $last } days minus that of the first { $first } days
    of the window. Both need at least { $minimum } calls. A { -skill } counts as coached if a session of the window was about
    it.
reports-method-results = Results and cost.
reports-method-results-how = Results are totals and averages of the group's deals; the previous window is as long.
reports-method-cost-how = Cost is logged hours times the hourly rates in the settings, without preparation and travel.

## The return on coaching

reports-no-return = No ROI is shown.
reports-no-return-not-estimated = No ROI is shown: coaching's effect cannot be measured here, so there is no gain to set against the cost.
reports-no-return-not-clear = No ROI is shown: coaching has no clear effect.
reports-no-return-zero =
    No ROI is shown: the effect may be anything from { $range } points, and that includes zero.
reports-no-return-too-wide =
    No ROI is shown: the effect may be anything from { $range } points, and that is wider than { $widest } points.
reports-no-return-one-comparison = No ROI is shown: only one of two comparisons finds an effect.
reports-no-return-too-few-reps = No ROI is shown: there are too few reps to say how sure the effect is.
reports-no-return-lowered = No ROI is shown: coaching lowered the scores.
reports-no-return-nothing-started =
    No ROI is shown: no { -skill } was coached for the first time in this window, and only starting to coach a { -skill } is
    measured.
reports-no-return-no-margin = No ROI is shown: the share of revenue that remains is not set in the settings.
reports-no-return-no-association =
    No ROI is shown: no { -skill } whose coaching began in this window has a result with a price that could be compared with
    its scores.
reports-no-return-no-cost = No ROI is shown: the cost is not known, and ROI is what is left after it.
reports-return-cost = Coaching cost { $cost } in this window.
reports-return-no-rates = No cost, because no hourly rates are set.
reports-return-no-lengths = No cost, because no session says how long it took.
reports-return-from = From { $skills ->
    [one] { $skills } { -skill }
   *[other] { $skills } { -skills }
    } of { $reps ->
    [one] { $reps } rep
   *[other] { $reps } reps
    } first coached in this window.
reports-return-detail = net of coaching cost ({ $cost }); middle { $middle }
reports-return-loss = So far it is a loss: { $range } net of coaching cost, middle { $middle }.
reports-return-loss-or-gain =
    The return could be a loss or a gain: { $range } net of coaching cost, middle { $middle }.
reports-return-multiple = Before cost it is { $low } to { $high } times the cost, middle { $middle }.
# $measured is "8 to 35".
reports-lasts-assumed = { $n ->
    [one] The effect is assumed to last { $n } day (measured: { $measured }).
   *[other] The effect is assumed to last { $n } days (measured: { $measured }).
}
reports-lasts-counted = { $n ->
    [one] The effect is counted for { $n } day (measured: { $measured }).
   *[other] The effect is counted for { $n } days (measured: { $measured }).
}
# Behind either, where later days count with an effect of their own.
reports-lasts-at-least =
    From day { $day } on it is at least as large as measured: the later the days, the more of the { -skills } it is compared
    with are coached too by then.

# Under the cost.
reports-cost-no-rates = no hourly rates are set
reports-cost-no-lengths = no session says how long it took
reports-cost-rates = { $manager } an hour for managers and { $rep } an hour for reps
reports-cost-rate-manager = { $manager } an hour for managers
reports-cost-rate-rep = { $rep } an hour for reps
reports-leaders-copy = leaders' copy
reports-sessions-note = Sessions: { $note }.
reports-hours-line = per rep; well-coached teams reach { $line } h

reports-changes-title = Behaviour change
reports-changes-note =
    Managers coach low scores, and low scores tend to recover by themselves. So these changes do not show what coaching did;
    the effect on page one does.
reports-changes-coached = Coached { -skills }
reports-changes-others = { -Skills } without a session
reports-changes-none = no coached { -skill } has a change
reports-changes-too-few = too few
reports-changes-with = { $n ->
    [one] { $n } { -skill } with a change
   *[other] { $n } { -skills } with a change
}
reports-changes-median = { $n ->
    [one] median of { $n } { -skill }
   *[other] median of { $n } { -skills }
}

# The return line by line; the letters name lines.
reports-step-one-point = One point more in { $skill }
reports-step-remains = One point more, of which remains
reports-step-points = Points over the window
reports-step-benefit = Benefit, middle
reports-step-of = One step of { $line }
reports-step-of-a = One step of a
reports-step-of-b = One step of b
reports-step-of-benefit = One step of the benefit
reports-step-lopsided = Lopsided by
reports-step-tails = Long tails by
reports-step-down = Steps down to low
reports-step-up = Steps up to high
reports-step-cost = Cost of coaching
reports-step-over-window = { $n ->
    [one] { $total } ÷ { $n } day
   *[other] { $total } ÷ { $n } days
}
reports-step-hours = { $minutes } min ÷ { $of } × { $rate }
reports-volume =
    { $of ->
        [months] { $value } rep-months
        [deals-won] { $value } deals won
       *[closed-deals] { $value } closed deals
    }
reports-return-net-low = Return, net of coaching cost: low
reports-return-net-middle = Return, net of coaching cost: middle
reports-return-net-high = Return, net of coaching cost: high

# What the return rests on.
reports-cost-title = What coaching cost
reports-return-title = What the return rests on
reports-assumption = Assumption
reports-value = Value
reports-low-to-high = Low to high
reports-comes-from = Where it comes from
reports-moves-by = Moves the return by
reports-steps-title = The return, line by line
reports-step = Line
reports-step-what = What
reports-step-how = How
reports-step-amount = Comes to
reports-steps-how =
    Each line says how it follows from those above it. The workbook { $workbook }, beside this report, holds the same lines as
    formulas: change an assumption there, and the return changes with it.
reports-cost-workbook = The workbook { $workbook }, beside this report, holds the cost as formulas.
reports-cost-made-of = The cost is made of:
reports-cost-note = Of the cost: { $note }.
reports-return-note =
    The range is the middle 95 % of the returns that the ranges of effect and associations give together. A rep coached on
    several of these { -skills } counts once: the rep's volume is shared among them. The cost is that of all sessions in the
    window, including follow-ups of coaching that began earlier. An association within reps over time does not prove a cause.
reports-moves-most = { $amount } (most)
reports-moves-most-sentence =
    One assumption moves the return most: “{ $name }”. From its low to its high end, with all others in the middle, the
    return moves by { $amount }.
reports-origin-measured = measured
reports-origin-measured-at-least = measured: the scores; at least this much
reports-origin-scores = measured: the scores
reports-origin-over-time = measured: the same reps over time
reports-origin-deals = measured: the deals
reports-origin-quotas = measured: the quotas
reports-origin-days = measured: reps and days of the window
reports-origin-itself = a unit of money is worth itself
reports-origin-settings = set by you in the settings
reports-origin-assumed = assumed: nobody has set it
reports-origin-borrowed = borrowed: the organisation's
reports-origin-log = measured: the coaching log
reports-origin-window = the window of this report
reports-origin-lasts = { $origin }; measured: { $days }
reports-factor-effect = Effect of coaching on scores
reports-factor-effect-days = Effect of coaching on scores, days { $first } to { $last }
reports-factor-association = { $n ->
    [one] { $n } point more in { $skill }: { $result }
   *[other] { $n } points more in { $skill }: { $result }
}
reports-factor-volume = Volume, { $skill }
reports-factor-value-of-deal = Worth of a deal, { $skill }
reports-factor-value-of-unit = Worth of a unit, { $skill }
reports-factor-together = Associations rest on the same reps and err together
reports-factor-margin = Share of revenue that remains
reports-factor-lasts = How long the effect lasts
reports-factor-window = Days of the window
reports-factor-manager-time = Managers' time in sessions
reports-factor-manager-rate = An hour of a manager
reports-factor-rep-time = Reps' time in sessions
reports-factor-rep-rate = An hour of a rep
reports-points = { $value } points
reports-of-quota = { $amount } of quota
reports-hours-and-minutes = { $hours } h ({ $minutes } min)

## Results, practice, changes

reports-results-title = Results
reports-results-other = Other results, open and lost deals
reports-results-verdict = { $measure }: { $verdict }.
reports-practice-title = How the coaching was done
reports-practice-target = target { $target }
reports-practice-no-matrix = no skills matrix export
reports-practice-not-rated = nothing was rated in both windows
reports-practice-levels = { $value } levels
reports-practice-moved = { $n ->
    [one] mean of { $n } rating: { $up } up, { $down } down
   *[other] mean of { $n } ratings: { $up } up, { $down } down
}

reports-changes-no-calls = No { -skill } has enough calls for a change.
reports-changes-no-skill = The rubric has no { -skill } to show.
# For a reader who cannot see the picture.
reports-changes-alt-of = { $skill }. { $changes }
reports-changes-alt-coached = { $n ->
    [one] Changes of { $n } coached { -skill }, median { $median } points.
   *[other] Changes of { $n } coached { -skills }, median { $median } points.
}
reports-changes-alt-coached-few = { $n ->
    [one] Changes of { $n } coached { -skill }.
   *[other] Changes of { $n } coached { -skills }.
}
reports-changes-alt-others = { $n ->
    [one] Changes of { $n } { -skill } without a session, median { $median } points.
   *[other] Changes of { $n } { -skills } without a session, median { $median } points.
}
reports-changes-alt-others-few = { $n ->
    [one] Changes of { $n } { -skill } without a session.
   *[other] Changes of { $n } { -skills } without a session.
}
reports-coached = Coached
reports-no-session = No session
# Of the picture: what it shows, and what it is about in small type behind it.
reports-spread-finding = { $groups ->
    [both] Median change: { $coached } points for coached { -skills }, { $others } for the others
    [coached] Median change of coached { -skills }: { $coached } points; too few others for a median
    [others] Median change of { -skills } without a session: { $others } points; too few coached for a median
   *[few] Too few changes for a median
}
reports-spread-title = How the changes spread
reports-spread-bars =
    { -Skills } of reps by their change in points; the taller a bar, the more { -skills }. The upright line is the median.
reports-spread-dots =
    A dot for each { -skill } of each rep that has a change, in points. The upright line is the median.
reports-by-skill = By { -skill }
reports-by-skill-finding = { $of ->
    [one] By { -skill }: coached reps { $more ->
        [0] changed no more than the others in the one with enough changes
       *[other] changed more than the others in the one with enough changes
    }
   *[other] By { -skill }: coached reps changed more than the others in { $more } of { $of } with enough changes
}
reports-skill = { -Skill }
reports-weight = Weight, %
reports-change-of-each = Each rep's change, points: ● coached, ○ not
reports-coached-median = Coached, median
reports-no-session-median = No session, median
reports-too-few-calls = too few calls
reports-brackets = In brackets: how many changes there are. Under { $n } there is no median.
reports-box = The box holds the middle half of the changes, the line nine tenths; the tick is the median.

## Hours of coaching beside quota attainment

reports-dose-no-export = { $which ->
    [both] There is no export of quotas and none of opportunities
    [quotas] There is no export of quotas
   *[opportunities] There is no export of opportunities
    }, so coaching cannot be set beside quota attainment.
reports-dose-few = { $n ->
    [0] Hours of coaching and quota attainment are both known for no rep
    [one] Hours of coaching and quota attainment are both known for only { $n } rep
   *[other] Hours of coaching and quota attainment are both known for only { $n } reps
    }; { $needed } are needed to set them side by side.
# What the picture shows; what follows from it stands in the sentence under it.
reports-dose-finding-none = { $n ->
    [one] The one rep was not coached { $line } h a week; it was { $most } h
   *[other] None of { $n } reps was coached { $line } h a week; the most is { $most } h
}
reports-dose-finding-all = { $n ->
    [one] The one rep was coached { $line } h a week or more
   *[other] All { $n } reps were coached { $line } h a week or more
}
reports-dose-finding-some = { $n ->
    [one] { $n } of { $of } reps was coached { $line } h a week or more
   *[other] { $n } of { $of } reps were coached { $line } h a week or more
}
reports-dose-median = { $n ->
    [one] Quota attainment is { $attainment }.
   *[other] The median quota attainment is { $attainment }.
}
reports-dose-one-side = There are too few reps on one side of the line to compare attainment.
reports-dose-both =
    The median quota attainment is { $above } of those who were, and { $below } of the others.
reports-dose-caution = Managers chose whom to coach, so this does not show what hours do.
reports-dose-key =
    Reps by half hours of coaching a week: the bar holds the middle half of them, the line is their median (above), and the
    number below counts them; where they are few, each is a dot.
reports-dose-starting = { $n ->
    [one] { SPELLED($n) } rep in the first { $days } days is left out.
   *[other] { SPELLED($n) } reps in their first { $days } days are left out.
}

## Reps in four quadrants

reports-quadrant-improving = Coachable and improving
reports-quadrant-stuck = Coached and stuck
reports-quadrant-alone = Improving alone
reports-quadrant-neither = Neither
reports-quadrant-too-early = Too early to tell
reports-quadrant-share = { $share } of reps
reports-quadrant-who = { $name } ({ $skill } { $points })
reports-quadrant-improved = A { -skill } improved
reports-quadrant-not-improved = No { -skill } improved
reports-quadrant-either = Either
reports-quadrant-note =
    By the verdicts in the reps' packets: on the coached { -skills }, or on all { -skills } of a rep without coaching. Too early
    to tell: too few calls, too soon after the first session, nothing to compare with, or a dip the rep recovered from; each
    packet says which.
reports-more = { $n } more

## Skills and results

reports-driver-rises = rises with it
reports-driver-falls = falls with it
reports-driver-not-clear = not clear
# For a reader who cannot see the picture.
reports-driver-alt = { $skill } and { $result }: { $change }, 95 % interval { $range }; { $says }.
reports-driver-too-few =
    Too few reps have scores and results in enough periods to say which { -skill } moves with which result.
reports-driver-none = { $n ->
    [one] { SPELLED($n) } pair of { -skill } and result was compared; it does not clearly move together.
   *[other] { SPELLED($n) } pairs of { -skill } and result were compared; no pair clearly moves together.
}
reports-driver-compared = { $n ->
    [one] { SPELLED($n) } pair of { -skill } and result was compared.
   *[other] { SPELLED($n) } pairs of { -skill } and result were compared.
}
# $findings is a list of the next line.
reports-driver-found = When a rep scored { $n ->
    [one] { $n } point
   *[other] { $n } points
    } more than usual { $findings }.
reports-driver-finding = in { $skill }, { $result } was { $size } { $way ->
    [higher] higher
   *[lower] lower
    } ({ $range })
reports-driver-more = { $n ->
    [one] { SPELLED($n) } more is below.
   *[other] { SPELLED($n) } more are below.
}
reports-driver-rest-on = { $n ->
    [one] They rest on { $reps } rep.
   *[other] They rest on { $reps } reps.
}
reports-driver-rest-on-organisation = { $n ->
    [one] They rest on { $reps } rep of the organisation, because the team has too few.
   *[other] They rest on { $reps } reps of the organisation, because the team has too few.
}
reports-driver-rest-on-both = { $n ->
    [one] They rest on { $reps } rep, those marked * on the organisation's, because the team has too few.
   *[other] They rest on { $reps } reps, those marked * on the organisation's, because the team has too few.
}
reports-driver-result = Result
reports-driver-scale = For +{ $n } points, each on its own scale
reports-driver-verdict = Verdict
reports-driver-listed = { $hidden ->
    [0] Listed are the pairs that show something, and those the rubric names.
    [one] Listed are the pairs that show something, and those the rubric names; { $hidden } other shows nothing clear.
   *[other] Listed are the pairs that show something, and those the rubric names; the other { $hidden } show nothing clear.
    } Verdicts allow for the number of pairs.
reports-driver-caution = Reps are compared with themselves over time; a common cause would look the same.

## Themes that came back

reports-theme = Theme
reports-rep = Rep
reports-team = Team
reports-sessions = Sessions
reports-change-points = Change, points
reports-calls-for = Calls for
reports-calls-for-diagnose = diagnose
reports-calls-for-conversation = performance conversation
reports-calls-for-nothing = nothing: it has stopped
reports-themes-often = In { $n } sessions or more
reports-themes-very-often = In { $n } or more
reports-themes-stuck = Without a clear rise
reports-themes-detail = took { $often } or more sessions; { $n } took { $very } or more
reports-themes-none = No theme took { SPELLED($often) } sessions or more.
reports-themes = { $n ->
    [one] { SPELLED($n) } theme
   *[other] { SPELLED($n) } themes
    } took { SPELLED($often) } sessions or more{ $many ->
    [0] {""}
   *[other] , { SPELLED($many) } of them { SPELLED($very) } or more
    }{ $stuck ->
    [0] ; all of them moved, as far as that was measured.
    [one] ; one shows no clear rise.
   *[other] ; { SPELLED($stuck) } show no clear rise.
    }
reports-themes-listed = { $n ->
    [one] Only this one is listed.
   *[other] Only these are listed.
}
reports-themes-no-skill = No { -skill } named

## Group role-plays

reports-roleplay-reps = Reps stuck
reports-roleplay-which = Which
reports-roleplay-stuck = Stuck, of coached
reports-roleplay-who = Who
reports-n-of = { $n } of { $of }
reports-roleplay-none = No { -skill } needs a group role-play.
reports-roleplay = { $n ->
    [one] On one { -skill }, { SPELLED($reps) } or more coached reps of a team did not improve: practise it together.
   *[other] On { SPELLED($n) } { -skills }, { SPELLED($reps) } or more coached reps of a team did not improve: practise each
        together.
}

## Next training

reports-training-none = No competency is rated for { SPELLED($n) } reps, so no next training is named.
reports-training = { $competency }: { $n ->
    [one] the one rated rep is at
   *[other] the { SPELLED($n) } rated reps are at
    } { $level } of 4 on average{ $how ->
    [only] ; no other competency is rated for as many.
    [lowest] , the lowest of { SPELLED($compared) } competencies.
    [same] , the lowest of { SPELLED($compared) } competencies, as in the previous window.
    [moved] , the lowest of { SPELLED($compared) } competencies, { $movement } against the previous window.
    [decimal] , as low as { $others }; at a second decimal it is the lowest.
    [least] , as low as { $others }; it moved least, so it comes first.
   *[equal] , as low as { $others }; they are equal.
    }
reports-lowest-none = No team has { SPELLED($n) } reps rated in a competency, so no next training is named.
reports-lowest-all = { $competency } is the lowest competency of all { $n } teams.
reports-lowest = { $n ->
    [one] Lowest competency of { $n } team: { $competencies }.
   *[other] Lowest competency of { $n } teams: { $competencies }.
}
reports-lowest-in = { $competency } in { $n }
reports-lowest-other = another one in { $n }

## Where the coaching should turn

reports-routing = { $n ->
    [one] What the log of { $n } coached { -skill } points to. It opens a conversation and judges nobody.
   *[other] What the log of { $n } coached { -skills } points to. It opens a conversation and judges nobody.
}
reports-routing-points-to = Points to
reports-routing-means = What it means
reports-routing-record = The record
reports-routing-record-means =
    No session left a complete entry, so nobody can say what coaching did. Fix the log first.
reports-routing-commitment = The commitment
reports-routing-commitment-means =
    No commitment has a date, or they are missed or vague. Agree on fewer, each with a day and a way to check it.
reports-routing-standard = The standard
reports-routing-standard-means =
    Neither a rating nor parts of the { -skill } say what good looks like. Show it with a call.
reports-routing-practice = The practice
reports-routing-practice-means =
    Commitments are kept, but the theme comes back without a clear rise. Practise in another way.
reports-routing-none = None of these
reports-routing-none-means = The coaching has what it needs. Keep going.

## The skills matrix

reports-matrix-no-export = There is no export of the skills matrix, so its levels cannot be shown.
reports-matrix-team-not-rated = No rep of the team is rated in the skills matrix.
reports-matrix-not-rated = Nobody is rated in the skills matrix.
reports-mean = Mean
reports-matrix-how =
    Levels of the skills matrix, 1 (beginning) to 4 (exemplar). The darker the cell, the further to go. Small and signed: the
    change since the previous window.
reports-matrix-hidden = { $n ->
    [one] { $n } higher competency is left out.
   *[other] { $n } higher competencies are left out.
}

## Rankings

reports-place = Place
reports-in-hours = { $measure }, h
reports-coached-and-verdicts = Coached { -skills } and verdicts, points
reports-coached-gained = Coached { -skills }, +{ $points } points or more
reports-coached-stuck = Reps coached and stuck
reports-starting = in the first { $days } days, so without a place
reports-none-coached = none
reports-share-of = { $share } of { $n }
reports-ranking-by-quota = { $who ->
    [reps] Reps by quota attainment
   *[teams] Teams by quota attainment
}
reports-first-listed = The first { $n } of { $of } are listed.

## Scorers

reports-scorers-title = Can the scores be trusted?
reports-scorers-one =
    One scorer gave every score, so nothing tells how far another would agree. Have people score { $n } calls on each
    { -skill } as well to find out.
reports-scorers-untold = { $n ->
    [one] { SPELLED($n) } { -skill }
   *[other] { SPELLED($n) } { -skills }
    } of { $reps ->
    [one] { SPELLED($reps) } rep
   *[other] { SPELLED($reps) } reps
    } { $n ->
    [one] has
   *[other] have
    } no verdict: scored by different people, and nobody knows how far these are apart. Let both score some of the same
    calls.
# $shares is a list of the next line: the share now, and before.
reports-scorers-mix = At the end of the window, and at its start: { $shares }.
reports-scorers-share = { $scorer } { $now } ({ $before })
reports-scorers-too-few =
    Fewer than { $n } calls of each { -skill } were scored by more than one, so nobody can tell how far scorers agree.
reports-scorers-unknown = { $n ->
    [one] On { SPELLED($n) } { -skill } that cannot be told.
   *[other] On { SPELLED($n) } { -skills } that cannot be told.
}
reports-scorers-agree = Scorers agree enough to judge people on every { -skill }.
reports-scorers-agree-on = { $n ->
    [one] Scorers agree enough to judge people on { SPELLED($n) } { -skill }.
   *[other] Scorers agree enough to judge people on { SPELLED($n) } { -skills }.
}
reports-scorers-weak =
    Scorers agree too little on { $skills }: packets give no verdict there. Agree in a calibration session on what a good
    score is.
reports-scorers-gap = { $scorer } { $how_many ->
    [people] score
   *[one] scores
    } { $skill } { $points } { $way ->
    [higher] higher
   *[lower] lower
    } than { $other }. Such gaps are taken off before a change is judged.
reports-scorers-nobody-apart = None of { SPELLED($n) } people scores clearly higher or lower than the others.
# $people is a list of the next line.
reports-scorers-apart = { $people } than is usual of people here.
reports-scorers-person = { $names } { $n ->
    [one] scores
   *[other] score
    } clearly { $way ->
    [higher] higher
   *[lower] lower
    }
reports-scorers-drift = { $scorer } { $how_many ->
    [people] have
   *[one] has
    } become { $points } { $way ->
    [lenient] more lenient
   *[strict] stricter
    } than before this window.
reports-scorers-less = { $scorer } less { $other }, points
reports-scorers-both = Calls scored by both
reports-scorers-icc = ICC
reports-scorers-judges = Judges people
reports-scorers-not-known = not known (under { $n } calls)
reports-scorers-who = Person
reports-scorers-to-others = To all others, points
reports-scorers-note = Agreement: 1 is full, 0 is chance; under { $reliable } a { -skill } judges nobody.
reports-scorers-estimated =
    { $mark } Measured on the same rep's calls of the same week, as too few calls were scored by both.
reports-yes = yes
reports-no = no
reports-with-interval = { $value } ({ $low } to { $high })
reports-disputes-none = No score of this window was disputed.
reports-disputes-open = { $n ->
    [one] { SPELLED($n) } score of { $scores } was disputed; none is resolved yet.
   *[other] { SPELLED($n) } scores of { $scores } were disputed; none is resolved yet.
}
reports-disputes = { $n ->
    [one] { SPELLED($n) } score of { $scores } was disputed
   *[other] { SPELLED($n) } scores of { $scores } were disputed
    }; { SPELLED($overturned) } of { SPELLED($resolved) } resolved ones were overturned.
reports-disputes-title = Disputes
reports-disputes-scores = Scores
reports-disputes-resolved = Resolved
reports-disputes-of = Scores of { $scorer }
reports-disputes-all = All

# The picture of page one, for a reader who cannot see it.
reports-curve-alt-team = { $n ->
    [one] { $n } coached { -skill } of this team.
   *[other] { $n } coached { -skills } of this team.
}
reports-curve-alt-organisation = { $n ->
    [one] { $n } coached { -skill } of the organisation.
   *[other] { $n } coached { -skills } of the organisation.
}
reports-curve-before =
    In the weeks before the first session they scored { $own } on average, the same { -skills } of others that nobody coached
    { $others }.
# $weeks is a list of the next line.
reports-curve-after =
    After it, coached and expected without coaching were { $weeks }; the effect is the mean gap of days { $first } to { $last }.
reports-curve-week = { $coached } and { $expected } on days { $first } to { $last }

reports-team-name = Team { $team }
# In a sentence.
reports-this-team = this team

## Exemplars

reports-exemplars-none =
    Nobody is an example yet: on no { -skill } does a rep with { $calls } calls in both windows reach the target and
    score clearly above the others.
reports-exemplars-why =
    Listed are reps at or above the target whose whole 95 % interval lies above the mean of the others.
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
reports-managers-hours-none = None of { $of } coaches { $line } h a week and rep, the line of well-coached teams.
reports-managers-hours-some = { $n ->
    [one] 1 of { $of } coaches { $line } h a week and rep or more, as well-coached teams do.
   *[other] { $n } of { $of } coach { $line } h a week and rep or more, as well-coached teams do.
}
reports-managers-floor = { $n ->
    [one] One log has { $floor } complete entries or fewer: no coaching can be claimed from it.
   *[other] { SPELLED($n) } logs have { $floor } complete entries or fewer: no coaching can be claimed from them.
}
reports-managers-no-scorer = No manager scored calls in the exports, so nothing is said of how they score.
reports-managers-scorers =
    Leniency: how far a manager's scores lie above (+) or below (−) those of all others on the same calls, with the 95 %
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
    [0] none is still ramping
    [one] 1 is still ramping
   *[other] { $ramping } are still ramping
    }{ $left ->
    [0] {""}.
    [one] {""}, and 1 left before.
   *[other] {""}, and { $left } left before.
    }
# What the picture shows.
reports-ramp-finding-half = Half of { $n } hires were fully productive within { $days } days
reports-ramp-finding-half-org = Whole organisation: half of { $n } hires were fully productive within { $days } days
reports-ramp-finding-not-half = Fewer than half of { $n } hires are fully productive so far
reports-ramp-finding-not-half-org = Whole organisation: fewer than half of { $n } hires are fully productive so far
reports-ramp-interval = 95 % interval: { $low } to { $high } days.
reports-ramp-interval-from = 95 % interval: from { $low } days; it has no upper end yet.
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
reports-window-before = Previous window
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
