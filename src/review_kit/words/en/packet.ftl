# The rep review packet, and the lines of it that the binder's cover repeats.

## Page one: headline

headline-quota = { $share } of quota.
headline-result = { $measure }: { $now }.
headline-result-before = { $measure }: { $now }, after { $before } in the window before.
headline-higher =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } higher than comparable uncoached skills ({ $days }).
headline-lower =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } lower than comparable uncoached skills ({ $days }).
headline-recovered = { $skill } dipped to { $dip } after the first session and is back at { $now }.
headline-rose =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } without a session on it.
headline-rose-more =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here, without a session on it.
headline-fell =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    }.
headline-fell-more =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here.
headline-now-at-target = Now { $now }; the target was { $target }.
headline-next-part = Next: { $part }, at { $score }.
headline-to-target = Now { $now }; the target is { $target }.
headline-goal = { $skill } is at { $now }; the goal was { $target }.
headline-target = { $skill } is at { $now }; the target is { $target }.
headline-all-at-target = Every focus skill is at or above its target.
headline-all-scored-at-target = Every focus skill with a score is at or above its target.
headline-start =
    { $days ->
        [one] 1 day here.
       *[other] { $days } days here.
    } This packet is about the start.

## Page one: side by side

page-one-skill = Focus { -skill }
page-one-leading = Leading
page-one-leading-key = What coaching changed: ○ first { $baseline } days, ● last { $current } days, tick: target
page-one-lagging = Lagging
page-one-lagging-key = What performance shows: the result that the rubric ties to the { -skill }
page-one-weight = { $weight } of the score
page-one-calls = { $baseline } calls in the first { $baseline_days } days, { $current } in the last { $current_days }
page-one-number-expected = { $points } points ({ $interval }) against comparable uncoached skills, { $days }
page-one-number-change = { $points } points ({ $interval }) over the window
page-one-number-change-company = { $points } points ({ $interval }) over the window, after taking off the { $company } of all reps
page-one-sessions =
    { $sessions ->
        [one] 1 session, on { $last }
       *[other] { $sessions } sessions, the last on { $last }
    }
page-one-sessions-kept =
    { $sessions ->
        [one] 1 session, on { $last }
       *[other] { $sessions } sessions, the last on { $last }
    } · { $kept } of { $due ->
        [one] 1 commitment
       *[other] { $due } commitments
    } kept
page-one-not-coached = no session on it in these { $days } days
page-one-dip = dipped to { $dip } in the week of { $day } and came back
page-one-before = before { $before }
page-one-no-before = no earlier value
page-one-median = { $group ->
        [organisation] organisation’s median { $median }
       *[other] team median { $median }
    }
page-one-less-is-better = less is better
page-one-more-is-better = more is better

## Page one: the two status facts

status-progress = Progress to goal
status-quota = { $share } of quota
status-goal =
    { $state ->
        [reached] { $goal }: { $now }, the goal of { $target } is reached
       *[other] { $goal }: { $now }, the goal is { $target }
    }
status-goal-late = { $goal }: { $now }, the goal was { $target } by { $day }
status-goal-unknown = { $goal }: the goal is { $target }; too few calls to say where it is
status-no-goal = no goal is set
status-no-quota = { $why ->
        [no-quotas] no quotas were exported
        [no-opportunities] no deals were exported
       *[other] no quota for this window
    }
status-commitments = Commitments
status-kept = { $kept } of { $due } kept
status-kept-before = in the window before: { $kept } of { $due }
status-kept-none-before = none fell due in the window before
status-none-due = none fell due
status-made =
    { $made ->
        [0] none was made in this window
        [one] 1 was made in this window
       *[other] { $made } were made in this window
    }

## Page one: praise, ask, agreed

talk-praise = Praise
talk-ask = Ask
talk-agreed = Agreed
praise-higher-than-uncoached =
    { $skill }: { $points ->
        [one] 1 point
       *[other] { $points } points
    } higher than comparable uncoached skills ({ $days }).
praise-rose =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } without a session on it.
praise-rose-more-than-others =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here, without a session on it.
praise-recovered = { $skill } dipped to { $dip } and is back at { $now }.
praise-goal-met = Goal met: { $goal } is at { $now }; the goal was { $target }.
praise-quota = { $share } of quota.
praise-result-better = { $measure }: { $now }, after { $before } in the window before. That is more than chance.
praise-commitments = { $kept } of { $due } commitments kept.
praise-at-target = { $skill } is at { $score }; the target is { $target }.
praise-ahead =
    { $measure }: { $now }. The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
praise-strongest = Strongest { -skill }: { $skill }, at { $score }.
praise-nothing = No score and no result carries praise yet. Name what you have seen yourself.
ask-quota = You are at { $share } of quota. What would have to change to close the gap?
ask-quota-stage =
    You are at { $share } of quota. In { $stage }, { $conversion } of your deals go on, against { $median } in the { $group ->
        [organisation] organisation
       *[other] team
    }. What happens there?
ask-fell =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    }. What has changed on your calls?
ask-lower-than-uncoached =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } lower than comparable uncoached skills. What makes it hard?
ask-theme = “{ $theme }” came up in { $sessions } sessions. What stands in the way?
ask-commitments = { $lacking } of { $due } commitments due are not logged as kept. What got in the way?
ask-weakest-part = { $part } is the weakest part of { $skill }, at { $score }. What makes it hard?
ask-gap = { $skill } is at { $score }; the target is { $target }. Which call shows best what is missing?
ask-rates-higher = You rate yourself { $points } points higher than the scores before your sessions. Which call shows why?
ask-rates-lower = You rate yourself { $points } points lower than the scores before your sessions. What do you do better than you think?
ask-stalled =
    { $deals } open deals have been in their stage longer than usual{ $amount ->
        [none] {""}
       *[other] , worth { $amount }
    }. Which can still be won?
ask-what-worked = What did you do differently in { $skill }, and how will you keep it?
ask-what-won = You are at { $share } of quota. What would you pass on to others?
ask-next = What do you want to be better at by the end of next quarter?
agreed-commitment =
    Open commitment: { $text } (due { $day }{ $others ->
        [0] {""}
        [one] ; 1 other is open
       *[other] ; { $others } others are open
    }).
agreed-commitment-without-day =
    Open commitment: { $text } (no date{ $others ->
        [0] {""}
        [one] ; 1 other is open
       *[other] ; { $others } others are open
    }).
agreed-no-commitment = No commitment is open. Agree on one today.
agreed-session =
    Next session: { $day }{ $more ->
        [0] {""}
        [one] , and 1 more before the goal is due
       *[other] , and { $more } more before the goal is due
    } (proposed).
agreed-no-session = No session is proposed. Choose a day together.
agreed-goal =
    Next goal: { $skill } from { $start } to { $target } by { $day } ({ $source ->
        [set] the goal that is set
       *[other] proposed
    }).
agreed-goal-without-start =
    Next goal: { $skill } to { $target } by { $day } ({ $source ->
        [set] the goal that is set
       *[other] proposed
    }).
agreed-no-goal = No goal is proposed. Choose one together.

## Page one: the manager's own words, and what the page rests on

manager-note = { $author }, { $day }
manager-note-heading = In your manager’s words
manager-note-empty = In your manager’s words (to write in)
evidence-calls =
    { $calls ->
        [one] Based on 1 scored call
       *[other] Based on { $calls } scored calls
    }: { $baseline } in the first { $baseline_days } days, { $current } in the last { $current_days }.
evidence-no-calls = No call was scored in this window.
evidence-points = Points are percentage points; the range in brackets holds the true change 19 times in 20.
evidence-thin = † means under { $calls } calls.
evidence-missing = Not exported, so not shown: { $what }.

## How it went: trajectories

heading-how-it-went = How it went
trajectory-key = Grey dots are calls, blue dots are weekly means with their 95 % range (a week with one call is drawn lightly), black marks are coaching sessions. A dotted line is the score we would expect without coaching. Managers pick low scores to coach, so compare with the dotted line, not with the start.
trajectory-no-call = No call was scored on it in this window.
trajectory-title = { $skill }: { $verdict }
trajectory-title-expected = { $skill }: { $verdict } ({ $score } from { $days }; { $expected } expected without coaching)
trajectory-title-recovered = { $skill }: dipped to { $dip }, back at { $now }
trajectory-caption =
    { $calls ->
        [one] 1 call
       *[other] { $calls } calls
    } · { $sessions ->
        [0] no session
        [one] 1 session
       *[other] { $sessions } sessions
    }
trajectory-alt =
    { $title }. Weekly means from { $first } to { $last }, { $sessions ->
        [0] no session
        [one] 1 session
       *[other] { $sessions } sessions
    }.
trajectory-alt-no-week =
    { $title }. { $sessions ->
        [0] No session
        [one] 1 session
       *[other] { $sessions } sessions
    }.
trajectory-baseline = first days: { $score }
trajectory-baseline-too-few = first days: too few calls
trajectory-current = last days: { $score }
trajectory-current-too-few = last days: too few calls
trajectory-expected = expected { $score }
trajectory-target = target { $score }
trajectory-dip = dip { $score }
trajectory-recovered = recovered

## How it went: coaching record

record-heading = The coaching record
record-none-held = No coaching session was logged in this window.
record-held =
    { $sessions ->
        [one] 1 session was held.
       *[other] { $sessions } sessions were held.
    }
record-held-hours =
    { $sessions ->
        [one] 1 session was held
       *[other] { $sessions } sessions were held
    }, { $hours } hours a week.
record-held-gap =
    { $sessions ->
        [one] 1 session was held
       *[other] { $sessions } sessions were held
    }, { $hours } hours a week; the longest gap was { $gap ->
        [one] 1 day
       *[other] { $gap } days
    }.
record-moved =
    { $moved ->
        [0] None was moved
        [one] 1 was moved
       *[other] { $moved } were moved
    }, { $cancelled ->
        [0] none was cancelled
        [one] 1 was cancelled
       *[other] { $cancelled } were cancelled
    }.
record-logged =
    { $logged ->
        [0] None of the { $held } sessions is in the log.
        [one] 1 of the { $held } sessions is in the log.
       *[other] { $logged } of the { $held } sessions are in the log.
    }
record-complete =
    The log is complete for { $complete } of { $due ->
        [one] 1 session
       *[other] { $due } sessions
    } due.
record-mismatch =
    { $entries ->
        [one] 1 entry differs from the QA platform’s scores; the QA scores count.
       *[other] { $entries } entries differ from the QA platform’s scores; the QA scores count.
    }
record-unshared =
    { $unseen ->
        [one] 1 of the { $entries } entries was not shared before the review day.
       *[other] { $unseen } of the { $entries } entries were not shared before the review day.
    }
record-earlier-managers =
    { $managers ->
        [one] Sessions with an earlier manager are included.
       *[other] Sessions with { $managers } earlier managers are included.
    }
record-day = Session
record-about = { -Skill } and theme
record-change = Change, points
record-moment = Moment
record-call = call
record-pending = pending
record-logged-as-both = (logged as { $before } before, { $after } after)
record-logged-as-before = (logged as { $before } before)
record-logged-as-after = (logged as { $after } after)
record-earlier =
    { $entries ->
        [one] 1 earlier entry is not listed.
       *[other] { $entries } earlier entries are not listed.
    }
record-key =
    Before and after are the means of up to { $calls } scored calls within { $days } days of the session; in brackets how many. Low scores tend to recover by themselves, so a change around a session is no verdict.

## Commitments, themes, results

heading-results = Commitments, themes, results
commitments-heading = Commitments
commitments-counted =
    { $made ->
        [0] None was made in this window
        [one] 1 was made in this window
       *[other] { $made } were made in this window
    }{ $before ->
        [0] {""}
        [one] , 1 before it
       *[other] , { $before } before it
    }; { $due ->
        [0] none was due.
        [one] { $kept ->
            [0] the one due was not kept.
           *[other] the one due was kept.
        }
       *[other] { $kept ->
            [0] none of the { $due } due was kept.
            [one] 1 of the { $due } due was kept.
           *[other] { $kept } of the { $due } due were kept.
        }
    }
commitments-vague =
    { $vague ->
        [one] 1 has no date or nothing that can be checked.
       *[other] { $vague } have no date or nothing that can be checked.
    }
commitments-unlisted =
    { $kept ->
        [one] 1 more is not listed.
       *[other] { $kept } more are not listed.
    }
commitments-none = No commitment was made in this window, and none fell due in it.
commitment-made = Made
commitment-what = What was agreed
commitment-due = Due
commitment-became = Outcome
commitment-no-words = no words logged
commitment-no-date = no date
commitment-outcome =
    { $outcome ->
        [kept] kept
        [missed] missed
        [open] open
        [open_due] open, due
        [not_due] not due yet
       *[unknown] not recorded
    }
themes-heading = Themes that came back
theme-name = Theme
theme-sessions = Sessions
theme-days = From and to
theme-change = Score, points
theme-to-do = What to do
theme-calls-for =
    { $what ->
        [diagnose] find out what stands in the way
        [change_approach] change the approach: agree on another way to work on it
        [stopped_no_rise] has not come back; the score did not rise
        [stopped] has not come back
        [no_skill] names no skill, so there is no score to follow
        [few_calls] too few calls to say
        [improving] keep going: the skill improved
        [improved] the skill improved in the meantime
       *[unclear] not clear yet
    }
themes-once-many = { $themes } other themes came up once.
themes-once = Came up once: { $themes }.
routing-heading = What the coaching record points to
routing-skill = Coached { -skill }
routing-points-to = Points to
routing-because = Because
routing-helps = What may help
routing-gap =
    { $gap ->
        [system] System
        [will] Will
        [knowledge] Knowledge
        [skill] Skill
        [working] Working
       *[unclear] Nothing in the way
    }
routing-suggests =
    { $gap ->
        [system] complete the log first: the record is missing
        [will] agree on fewer commitments, each with a date and something that can be checked
        [knowledge] settle first what good looks like
        [skill] practise it: role-play, shadowing, or another way of coaching it
        [working] keep going
        [stands_still] listen to calls together: the record is complete, and the score did not rise
       *[unclear] keep going: it is too early to tell whether it works
    }
self-view =
    { $way ->
        [higher] { $name } rates { $points ->
            [one] 1 point
           *[other] { $points } points
        } higher than QA did before the sessions
        [lower] { $name } rates { $points ->
            [one] 1 point
           *[other] { $points } points
        } lower than QA did before the sessions
       *[same] { $name } rates about as QA did before the sessions
    } ({ $sessions ->
        [one] 1 session
       *[other] { $sessions } sessions
    }).
results-heading = Results that matter here
results-others = Other results:
result-measure = Measure
result-bars = This window; ▲ before, △ median
result-now = Now
result-before-head = Before
result-median-head =
    { $group ->
        [organisation] Organisation median
       *[other] Team median
    }
result-better = better now
result-worse = worse now
result-both =
    { $measure } { $now } (before { $before }, { $group ->
        [organisation] organisation
       *[other] team
    } { $median })
result-before = { $measure } { $now } (before { $before })
result-median =
    { $measure } { $now } ({ $group ->
        [organisation] organisation
       *[other] team
    } { $median })
result-alone = { $measure } { $now }
result-not-shown = { $measure } not shown ({ $why })
stages-heading = Where deals stop
stages-none-below =
    No stage loses more than in the { $group ->
        [organisation] organisation
       *[other] team
    }.
stages-few-deals = Too few deals left their stage to compare with others.
stages-choke =
    { $stage } loses most against the { $group ->
        [organisation] organisation
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there.
stages-widest =
    { $stage } loses most against the { $group ->
        [organisation] organisation
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there. The difference could be chance.
stage-name = Stage
stage-bars =
    { $group ->
        [organisation] Went on; △ organisation
       *[other] Went on; △ team
    }
stage-left = Deals that left it
stage-went-on = Went on
stage-group =
    { $group ->
        [organisation] Organisation
       *[other] Team
    }
stage-days = Median days
stage-choke-point = choke point
stage-widest-gap = widest gap
stage-alt = { $stage }: { $conversion } went on.
stage-alt-group =
    { $stage }: { $conversion } went on, { $median } in the { $group ->
        [organisation] organisation
       *[other] team
    }.
losses-heading = Lost deals
losses-counted =
    { $deals ->
        [one] 1 deal was lost
       *[other] { $deals } deals were lost
    }{ $late ->
        [0] .
        [one] ; 1 of them was older than the median won deal.
       *[other] ; { $late } of them were older than the median won deal.
    }
losses-counted-age =
    { $deals ->
        [one] 1 deal was lost, after
       *[other] { $deals } deals were lost, half of them within
    } { $days ->
        [one] 1 day
       *[other] { $days } days
    }{ $late ->
        [0] .
        [one] ; 1 was older than the median won deal.
       *[other] ; { $late } were older than the median won deal.
    }
losses-by =
    { $by ->
        [reason] Reason
       *[stage] Stage
    }
losses-deals = Deals
losses-amount = Amount
losses-age = Median age, days
losses-others = { $others } others
stalled-counted =
    { $deals ->
        [one] 1 open deal has
       *[other] { $deals } open deals have
    } been in { $deals ->
        [one] its
       *[other] their
    } stage longer than 75 % of open deals in that stage{ $amount ->
        [none] {""}
       *[other] , worth { $amount }
    }.{ $listed ->
        [0] {""}
       *[other] {" "}The { $listed } that have waited longest:
    }
stalled-deal = Deal
stalled-stage = Stage
stalled-days = Days in stage
stalled-usual = 75 % of others, up to
stalled-amount = Amount
stalled-created = Created
stalled-since-created = Without a stage history, days count from the day a deal was created.

## Next quarter

heading-next-quarter = Next quarter
plan = { $skill } from { $start } to { $target } by { $day }.
plan-without-start = { $skill } to { $target } by { $day }.
plan-because-goal = This goal was set on { $day }: { $target }.
plan-because-gap = Of the focus skills, its gap to the target weighs most.
plan-number-noise =
    Scores vary by { $points ->
        [one] 1 point
       *[other] { $points } points
    } anyway, so { $target } is the lowest score that would show a real rise (the target is { $own }).
plan-number-typical = Coached skills typically gain { $gain } points in { $days } days.
plan-number-target = The target can be reached in { $days } days.
plan-near-goal =
    The open goal, { $skill } at { $target }, is nearly reached: the score is { $now } (± { $half }). Keep it up, and take the next { -skill }.
plan-headline-at-target = { $skill }, which the headline names, is at its target.
plan-headline-follows-goal = The headline is about { $skill }; the plan follows the open goal.
plan-headline-lighter =
    The headline is about { $skill }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } from its target; this gap weighs more.
plan-headline-within-noise =
    The headline is about { $skill }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } from its target; scores vary by more than that anyway.
sessions-heading = Sessions to book
sessions-booking =
    { $sessions ->
        [one] 1 session, on { $first }.
       *[other] { $sessions } sessions, the first on { $first }.
    }
sessions-booking-long =
    { $sessions ->
        [one] 1 session of { $minutes } minutes, on { $first }.
       *[other] { $sessions } sessions of { $minutes } minutes, the first on { $first }.
    }
sessions-not-measured = What a session brings cannot be measured here yet, so the number of sessions follows the cadence.
sessions-no-gain = No gain from sessions has been shown here, so their number follows the cadence.
sessions-no-start = One session has brought { $gain } points here ({ $low } to { $high }). Without a score to start from, the number of sessions follows the cadence.
sessions-needed =
    One session has brought { $gain } points here ({ $low } to { $high }), so { $points ->
        [one] 1 point takes
       *[other] { $points } points take
    } { $needed ->
        [one] 1 session
       *[other] { $needed } sessions
    }{ $spread ->
        [none] .
        [open] {" "}({ $least } or more).
       *[known] {" "}({ $least } to { $most }).
    }{ $fit ->
        [all] {""}
       *[some] { $sessions ->
            [0] {" "}None fits before { $day }.
            [one] {" "}1 fits before { $day }.
           *[other] {" "}{ $sessions } fit before { $day }.
        }
    }
sessions-holidays = Weekends and public holidays ({ $country }) are left out.
sessions-holidays-unknown = Public holidays are not left out: neither the roster nor the settings name a country.
cadence-needed =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }: monthly sessions, as the skills matrix suggests, would be too few. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
cadence-matrix =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }, as the skills matrix suggests. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
cadence-usual =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }, the usual cadence. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
no-plan-few-calls = Too few calls were scored to choose a { -skill } by the numbers. Choose it together.
no-plan-noise = Scores of the focus skills vary by more than coaching usually brings, so no target could show a real rise. Choose the next { -skill } together.
no-plan-near-target = Every focus { -skill } is at its target, or closer to it than scores vary anyway. Keep them, and choose the next { -skill } together.
no-plan-at-target = Every focus { -skill } is at its target. Keep them, and choose the next { -skill } together.
goals-heading = Goals
goal-name = Goal
goal-start = Start
goal-target = Target
goal-now = Now
goal-set = Set
goal-due = Due
goal-how = How it stands
goals-none = No goal is set.
goals-not-exported = No goals were exported, so the goal history cannot be shown.
goal-open = open
goal-to-go =
    { $points ->
        [0] less than a point to go
        [one] 1 point to go
       *[other] { $points } points to go
    }
goal-standing =
    { $standing ->
        [reached] reached before its day
        [met] { $then ->
            [unknown] met
           *[other] met on the day ({ $then })
        }
        [met_not_kept] { $then ->
            [unknown] met on the day, now { $now }
           *[other] met on the day ({ $then }), now { $now }
        }
        [met_since] { $then ->
            [unknown] not met on the day, met since: { $now }
           *[other] not met on the day ({ $then }), met since: { $now }
        }
        [not_met] { $then ->
            [unknown] not met on the day
           *[other] { $now ->
                [unknown] not met on the day ({ $then })
               *[other] not met on the day ({ $then }), now { $now }
            }
        }
        [met_by_now] met by now
       *[other] { $now ->
            [unknown] its day has passed
           *[other] its day has passed; now { $now }
        }
    }
goal-logged-otherwise =
    { $standing } (logged as { $logged ->
        [met] met
       *[missed] missed
    })
what-if-won =
    { $all ->
        [yes] Won in these { $days } days: { $amount }
       *[no] Won in { $there } of these { $days } days: { $amount }
    }{ $note ->
        [none] .
       *[other] {" "}({ $note }).
    } Each line moves one lever by a tenth and the last line all four. This is arithmetic on what was won, not a forecast.
what-if-no-quota = No quota to compare with: { $why }.
what-if-quota = The quota of the next { $days } days ({ $span }) is { $quota }.
what-if-formula =
    Revenue = amount won + what the lever adds: win rate × deal size × (open deals × min(1, days ÷ cycle) + starts × max(0, 1 − cycle ÷ days)), with the lever moved less the same as it was; { $deals ->
        [one] 1 open deal
       *[other] { $deals } open deals
    }, { $days } days.
what-if-left = No what-if table: the last day was { $day }.
what-if-no-deals = No deals were exported, so a what-if table cannot be shown.
what-if-nothing = There is nothing to calculate a what-if table from.
what-if-few-deals = No what-if table: too few deals for { $measures }.
what-if-lever = Lever
what-if-now = Now
what-if-moved = Moved to
what-if-adds = Adds
what-if-revenue = Revenue
what-if-against-quota = Against next quota
what-if-all = All four together
matrix-heading = Skills matrix
matrix-competency = Competency
matrix-level = Level, of { $levels }
matrix-before = Before
matrix-movement = Movement
matrix-first =
    { $rated ->
        [one] 1 competency was rated, for the first time.
       *[other] { $rated } competencies were rated, for the first time.
    }
matrix-moved =
    { $up ->
        [0] { $down ->
            [0] None of the { $rated } competencies moved.
           *[other] { $down } of { $rated } competencies went down a level, none went up.
        }
       *[other] { $down ->
            [0] { $up } of { $rated } competencies went up, none went down.
           *[other] { $up } of { $rated } competencies went up, { $down } went down.
        }
    }

## Appendix

heading-appendix = Appendix
others-heading = Other criteria
others-skill = Criterion
others-weight = Weight, %
others-change = Change, points
others-verdict = Verdict
others-key = In brackets: the calls behind each mean, and the 95 % range of the change. † under { $calls } calls.
overall = The overall score, weighted over all criteria, is { $score } ({ $calls } calls).
overall-before = The overall score, weighted over all criteria, is { $score } ({ $calls } calls); it was { $before } in the window before.
overall-median =
    The overall score, weighted over all criteria, is { $score } ({ $calls } calls). The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
overall-both =
    The overall score, weighted over all criteria, is { $score } ({ $calls } calls); it was { $before } in the window before. The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
disputes-counted =
    { $scores ->
        [one] 1 score of this window was disputed{ $out ->
            [0] ; the dispute is resolved.
           *[other] {" "}and counts in no number here.
        }
       *[other] { $scores } scores of this window were disputed{ $out ->
            [0] ; all are resolved.
            [one] ; 1 of them counts in no number here.
           *[other] ; { $out } of them count in no number here.
        }
    }
dispute-no-skill = A { -skill } no longer scored
dispute-upheld = { $skill }, call of { $call }, score { $score }: disputed by the { $by } on { $day }, upheld.
dispute-overturned = { $skill }, call of { $call }, score { $score }: disputed by the { $by } on { $day }, overturned, now { $after }.
dispute-left-out = { $skill }, call of { $call }, score { $score }: disputed by the { $by } on { $day }, overturned and left out.
dispute-open = { $skill }, call of { $call }, score { $score }: disputed by the { $by } on { $day }; left out until it is resolved.
statement-about = What the rep said ({ $about }):
terms-heading = Terms used here
terms-more = All definitions are in the glossary of this run.
sources-heading = Where the numbers come from
source =
    { $table }: { $used ->
        [one] 1 row
       *[other] { $used } rows
    }{ $quarantined ->
        [0] {""}
        [one] {" "}(1 more quarantined)
       *[other] {" "}({ $quarantined } more quarantined)
    }{ $days ->
        [none] {""}
       *[other] , { $days }
    }, export { $exports }, contract { $contract }
sources-none-quarantined = Every exported row about this rep met its contract.
sources-quarantined =
    { $rows ->
        [one] 1 row about this rep broke a contract and was quarantined; the validation report says why.
       *[other] { $rows } rows about this rep broke a contract and were quarantined; the validation report says why.
    }
sources-run = Exports are numbered as in the validation report. Run { $run }, review-kit { $version }.
sources-purpose = This record serves development; it is not a disciplinary record.
packet-kind = Review packet
packet-team = team { $team }
packet-manager = with { $manager }

## Days

short-days = { $first } to { $last }
