# The rep review packet, and the lines of it that the binder's cover repeats.

## Page one: headline

packet-headline-quota = { $share } of quota.
packet-headline-quota-before = { $share } of quota, after { $before } in the previous window.
packet-headline-result = { $measure }: { $now }.
packet-headline-result-before = { $measure }: { $now }, after { $before } in the previous window.
packet-headline-higher =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } higher than comparable uncoached skills ({ $days }).
packet-headline-lower =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } lower than comparable uncoached skills ({ $days }).
packet-headline-recovered = { $skill } dipped to { $dip } after the first session and is back at { $now }.
packet-headline-rose =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } without a session on it.
packet-headline-rose-more =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here, without a session on it.
packet-headline-fell =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    }.
packet-headline-fell-more =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here.
packet-headline-now-at-target = Now { $now }; the target was { $target }.
packet-headline-target-was = The target was { $target }.
packet-headline-target-is = The target is { $target }.
packet-headline-next-part = Next: { $part }, at { $score }.
packet-headline-to-target = Now { $now }; the target is { $target }.
packet-headline-goal = { $skill } is at { $now }; the goal is { $target }.
packet-headline-target = { $skill } is at { $now }; the target is { $target }.
packet-headline-all-at-target = Every focus skill is at or above its target.
packet-headline-all-scored-at-target = Every focus skill with a score is at or above its target.
packet-headline-start =
    { $days ->
        [one] 1 day here.
       *[other] { $days } days here.
    } This packet is about the start.

## Page one: side by side

packet-page-one-skill = Focus { -skill }
packet-page-one-leading = Leading
packet-page-one-leading-key = How scores changed, on a scale from 0 to 100: ○ first { $baseline } days, ● last { $current } days, tick: target
packet-page-one-lagging = Lagging
packet-page-one-lagging-key = What performance shows: the result that the rubric ties to the { -skill }
packet-page-one-weight = { $weight } of the score
packet-page-one-number-expected = { $points } ({ $interval }) against comparable uncoached skills, { $days }
packet-page-one-number-change = { $points } ({ $interval }) over the window
packet-page-one-number-change-company = { $points } ({ $interval }) over the window, compared with all reps ({ $company })
packet-page-one-sessions =
    { $sessions ->
        [one] 1 session, on { $last }
       *[other] { $sessions } sessions, the last on { $last }
    }
packet-page-one-sessions-kept =
    { $sessions ->
        [one] 1 session, on { $last }
       *[other] { $sessions } sessions, the last on { $last }
    } · { $kept } of { $due ->
        [one] 1 commitment
       *[other] { $due } commitments
    } kept
packet-page-one-not-coached = no session on it in these { $days } days
packet-page-one-dip = dipped to { $dip } in the week of { $day } and came back
packet-page-one-before = before { $before }
packet-page-one-no-before = no earlier value
packet-page-one-median = { $group ->
        [organisation] organisation’s median { $median }
       *[other] team median { $median }
    }
packet-page-one-less-is-better = less is better
packet-page-one-more-is-better = more is better

## Page one: the two status facts

packet-status-progress = Progress to goal
packet-status-quota = { $share } of quota
packet-status-quota-noted = { $share } of quota ({ $note })
packet-status-quota-not-shown = quota attainment is not shown: { $why }
packet-status-goal =
    { $state ->
        [reached] { $goal }: { $now }, the goal of { $target } is reached
       *[other] { $goal }: { $now }, the goal is { $target }
    }
packet-status-goal-late = { $goal }: { $now }, the goal was { $target } by { $day }
packet-status-goal-unknown = { $goal }: the goal is { $target }; too few calls to say where it is
packet-status-no-goal = no goal is set
packet-status-no-quota = { $why ->
        [no-quotas] no quotas were exported
        [no-opportunities] no deals were exported
       *[other] no quota for this window
    }
packet-status-commitments = Commitments
packet-status-kept = { $kept } of { $due } kept
packet-status-kept-before = in the previous window: { $kept } of { $due }
packet-status-kept-none-before = none fell due in the previous window
packet-status-none-due = none fell due
packet-status-made =
    { $made ->
        [0] none was made in this window
        [one] 1 was made in this window
       *[other] { $made } were made in this window
    }

## Page one: praise, ask, agreed

packet-talk-praise = Praise
packet-talk-ask = Ask
packet-talk-agreed = Agreed
packet-praise-higher-than-uncoached =
    { $skill }: { $points ->
        [one] 1 point
       *[other] { $points } points
    } higher than comparable uncoached skills ({ $days }).
packet-praise-rose =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } without a session on it.
packet-praise-rose-more-than-others =
    { $skill } rose { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here, without a session on it.
packet-praise-recovered = { $skill } dipped to { $dip } and is back at { $now }.
packet-praise-goal-met = Goal met: { $goal } is at { $now }; the goal was { $target }.
packet-praise-quota = { $share } of quota.
packet-praise-result-better = { $measure }: { $now }, after { $before } in the previous window. That is more than chance.
packet-praise-commitments = { $kept } of { $due } commitments kept.
packet-praise-at-target = { $skill } is at { $score }; the target is { $target }.
packet-praise-ahead =
    { $measure }: { $now }. The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
packet-praise-strongest = Strongest { -skill }: { $skill }, at { $score }.
packet-praise-nothing = No score and no result carries praise yet. Name what you have seen yourself.
packet-ask-quota = You are at { $share } of quota. What would have to change to close the gap?
packet-ask-quota-stage =
    You are at { $share } of quota. In { $stage }, { $conversion } of your deals go on, against { $median } in the { $group ->
        [organisation] organisation
       *[other] team
    }. What happens there?
packet-ask-fell =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    }. What has changed on your calls?
packet-ask-fell-more =
    { $skill } fell { $points ->
        [one] 1 point
       *[other] { $points } points
    } more than others here. What has changed on your calls?
packet-ask-lower-than-uncoached =
    { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } lower than comparable uncoached skills. What makes it hard?
packet-ask-theme = “{ $theme }” came up in { $sessions } sessions. What stands in the way?
packet-ask-commitments = { $lacking } of { $due } commitments due are not logged as kept. What got in the way?
packet-ask-weakest-part = { $part } is the weakest part of { $skill }, at { $score }. What makes it hard?
packet-ask-gap = { $skill } is at { $score }; the target is { $target }. Which call shows best what is missing?
packet-ask-rates-higher = You rate yourself { $points } points higher than the scores before your sessions. Which call shows why?
packet-ask-rates-lower = You rate yourself { $points } points lower than the scores before your sessions. What do you do better than you think?
packet-ask-stalled =
    { $deals } open deals have been in their stage longer than usual{ $amount ->
        [none] {""}
       *[other] , worth { $amount }
    }. Which can still be won?
packet-ask-what-worked = What did you do differently in { $skill }, and how will you keep it?
packet-ask-what-won = You are at { $share } of quota. What would you pass on to others?
packet-ask-next = What do you want to be better at by the end of next quarter?
packet-agreed-commitment =
    Open commitment: { $text } (due { $day }{ $others ->
        [0] {""}
        [one] ; 1 other is open
       *[other] ; { $others } others are open
    }).
packet-agreed-commitment-without-day =
    Open commitment: { $text } (no date{ $others ->
        [0] {""}
        [one] ; 1 other is open
       *[other] ; { $others } others are open
    }).
packet-agreed-no-commitment = No commitment is open. Agree on one today.
packet-agreed-session =
    Next session: { $day }{ $more ->
        [0] {""}
        [one] , and 1 more on { $last }
       *[other] , and { $more } more until { $last }
    } (proposed).
packet-agreed-no-session = No session is proposed. Choose a day together.
packet-agreed-goal =
    Next goal: { $skill } from { $start } to { $target } by { $day } ({ $source ->
        [set] the goal that is set
       *[other] proposed
    }).
packet-agreed-goal-without-start =
    Next goal: { $skill } to { $target } by { $day } ({ $source ->
        [set] the goal that is set
       *[other] proposed
    }).
packet-agreed-no-goal = No goal is proposed. Choose one together.

## Page one: the manager's own words, and what the page rests on

packet-manager-note = { $author }, { $day }
packet-manager-note-heading = In your manager’s words
packet-manager-note-empty = In your manager’s words (to write in)
packet-evidence-calls =
    { $calls ->
        [one] Based on 1 scored call
       *[other] Based on { $calls } scored calls
    }: { $baseline } in the first { $baseline_days } days, { $current } in the last { $current_days }.
packet-evidence-calls-start =
    { $calls ->
        [one] Based on 1 scored call.
       *[other] Based on { $calls } scored calls.
    }
packet-evidence-no-calls = No call was scored in this window.
packet-evidence-points = Points are percentage points; the range in brackets holds the true change 19 times in 20.
packet-evidence-thin = † means fewer than { $calls } calls in the first or the last days.
packet-evidence-missing = Not exported, so not shown: { $what }.

## How it went: trajectories

packet-heading-how-it-went = How it went
packet-trajectory-key = Small dots are calls, large dots weekly means with their 95 % range (a week with few calls is drawn lightly, without one), marks at the foot coaching sessions. The shaded zones are the first and the last days of the window, with their mean as a line.
packet-trajectory-key-expected = A dotted line is the score we would expect without coaching: managers pick low scores to coach, and low scores tend to recover, so compare with the dotted line.
packet-trajectory-no-call = No call was scored on it in this window.
packet-trajectory-title = { $skill }: { $verdict }
packet-trajectory-title-expected =
    { $way ->
        [above] { $skill }: { $verdict }, { $points ->
            [one] 1 point
           *[other] { $points } points
        } above expected without coaching ({ $days })
        [below] { $skill }: { $verdict }, { $points ->
            [one] 1 point
           *[other] { $points } points
        } below expected without coaching ({ $days })
       *[same] { $skill }: { $verdict }, as expected without coaching ({ $days })
    }
packet-trajectory-title-recovered = { $skill }: dipped to { $dip }, back at { $now }
packet-trajectory-caption =
    { $calls ->
        [one] 1 call
       *[other] { $calls } calls
    } · { $sessions ->
        [0] no session
        [one] 1 session
       *[other] { $sessions } sessions
    }
packet-trajectory-alt =
    { $title }. Weekly means from { $first } to { $last }, { $sessions ->
        [0] no session
        [one] 1 session
       *[other] { $sessions } sessions
    }.
packet-trajectory-alt-no-week =
    { $title }. { $sessions ->
        [0] No session
        [one] 1 session
       *[other] { $sessions } sessions
    }.
packet-trajectory-baseline = first { $days } days: { $score }
packet-trajectory-baseline-too-few = first { $days } days: too few calls
packet-trajectory-current = last { $days } days: { $score }
packet-trajectory-current-too-few = last { $days } days: too few calls
packet-trajectory-expected = expected { $score }
packet-trajectory-target = target { $score }
packet-trajectory-dip = dip { $score }
packet-trajectory-recovered = recovered

## How it went: coaching record

packet-record-heading = The coaching record
packet-record-none-held = No coaching session was logged in this window.
packet-record-held =
    { $sessions ->
        [one] 1 session was held.
       *[other] { $sessions } sessions were held.
    }
packet-record-held-hours =
    { $sessions ->
        [one] 1 session was held
       *[other] { $sessions } sessions were held
    }, { $hours } hours a week.
packet-record-held-gap =
    { $sessions ->
        [one] 1 session was held
       *[other] { $sessions } sessions were held
    }, { $hours } hours a week; the longest gap was { $gap ->
        [one] 1 day
       *[other] { $gap } days
    }.
packet-record-sessions-note = Sessions: { $note }.
packet-record-moved =
    { $moved ->
        [0] None was moved
        [one] 1 was moved
       *[other] { $moved } were moved
    }, { $cancelled ->
        [0] none was cancelled
        [one] 1 was cancelled
       *[other] { $cancelled } were cancelled
    }.
packet-record-logged =
    { $logged ->
        [0] None of the { $held } sessions is in the log.
        [one] 1 of the { $held } sessions is in the log, with { $entries ->
            [one] 1 entry.
           *[other] { $entries } entries.
        }
       *[other] { $logged } of the { $held } sessions are in the log, with { $entries ->
            [one] 1 entry.
           *[other] { $entries } entries.
        }
    }
packet-record-complete =
    The log is complete for { $complete } of { $due ->
        [one] 1 session
       *[other] { $due } sessions
    } due.
packet-record-mismatch =
    { $entries ->
        [one] 1 entry differs from the QA platform’s scores; the QA scores count.
       *[other] { $entries } entries differ from the QA platform’s scores; the QA scores count.
    }
packet-record-unshared =
    { $unseen ->
        [one] 1 of the { $entries } entries was not shared before the review day.
       *[other] { $unseen } of the { $entries } entries were not shared before the review day.
    }
packet-record-earlier-managers =
    { $managers ->
        [one] Sessions with an earlier manager are included.
       *[other] Sessions with { $managers } earlier managers are included.
    }
packet-record-day = Session
packet-record-about = { -Skill } and theme
packet-record-change = Change, points
packet-record-moment = Moment
packet-record-call = call
packet-record-pending = pending
packet-record-logged-as-both = (logged as { $before } before, { $after } after)
packet-record-logged-as-before = (logged as { $before } before)
packet-record-logged-as-after = (logged as { $after } after)
packet-record-earlier =
    { $entries ->
        [one] 1 earlier entry is not listed.
       *[other] { $entries } earlier entries are not listed.
    }
packet-record-key = Before and after are the means of up to { $calls } scored calls within { $days } days of the session, in brackets how many. Changes are rounded after subtracting, and put on one scale where other people scored. A change around a single session is no verdict.

## Commitments, themes, results

packet-heading-results = Commitments, themes, results
packet-commitments-heading = Commitments
packet-commitments-counted =
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
packet-commitments-vague =
    { $vague ->
        [one] 1 has no date or nothing that can be checked.
       *[other] { $vague } have no date or nothing that can be checked.
    }
packet-commitments-unlisted =
    { $kept ->
        [one] 1 more is not listed.
       *[other] { $kept } more are not listed.
    }
packet-commitments-none = No commitment was made in this window, and none fell due in it.
packet-commitment-made = Made
packet-commitment-what = What was agreed
packet-commitment-due = Due
packet-commitment-became = Outcome
packet-commitment-no-words = no words logged
packet-commitment-no-date = no date
packet-commitment-outcome =
    { $outcome ->
        [kept] kept
        [missed] not kept
        [open] open
        [open_due] open, due
       *[not_due] not due yet
    }
packet-themes-heading = Themes that came back
packet-theme-name = Theme
packet-theme-sessions = Sessions
packet-theme-days = From and to
packet-theme-change = Score, points
packet-theme-to-do = What to do
packet-theme-calls-for =
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
packet-themes-once-many = { $themes } other themes came up once.
packet-themes-once = Came up once: { $themes }.
packet-routing-heading = What the coaching record points to
packet-routing-skill = Coached { -skill }
packet-routing-points-to = Points to
packet-routing-because = Because
packet-routing-helps = What may help
packet-routing-gap =
    { $gap ->
        [system] System
        [will] Will
        [knowledge] Knowledge
        [skill] Skill
        [working] Working
       *[unclear] Nothing in the way
    }
packet-routing-evidence =
    { $which ->
        [system] { $sessions ->
            [one] 1 session without a complete record.
           *[other] { $sessions } sessions, none with a complete record.
        }
        [no_commitment] { $sessions ->
            [one] 1 session without a commitment.
           *[other] { $sessions } sessions without a commitment.
        }
        [undated] { $commitments ->
            [one] 1 commitment, without a date.
           *[other] { $commitments } commitments, none with a date.
        }
        [missed] { $commitments_done } of { $commitments_due } commitments due were kept.
        [vague] { $commitments_vague } of { $commitments } commitments could not be checked.
        [missed_and_vague] { $commitments_done } of { $commitments_due } commitments due were kept; { $commitments_vague } of { $commitments } could not be checked.
        [knowledge] { $sessions ->
            [one] 1 session, no rating in the skills matrix, and no parts in the rubric that say what good is.
           *[other] { $sessions } sessions, no rating in the skills matrix, and no parts in the rubric that say what good is.
        }
        [skill] { $theme_sessions } sessions on “{ $theme }”, { $commitments_due ->
            [0] no commitment due yet
           *[other] { $commitments_done } of { $commitments_due } commitments kept
        }, and no rise in the score.
       *[working] { $sessions ->
            [one] 1 session
           *[other] { $sessions } sessions
        }; { $commitments_due ->
            [0] no commitment due yet.
           *[other] { $commitments_done } of { $commitments_due } commitments kept.
        }
    }
packet-routing-suggests =
    { $gap ->
        [system] complete the log first: the record is missing
        [will] agree on fewer commitments, each with a date and something that can be checked
        [knowledge] settle first what good looks like
        [skill] practise it: role-play, shadowing, or another way of coaching it
        [working] keep going
        [overcome] keep going: the dip is behind
        [stands_still] listen to calls together: the record is complete, and the score did not rise
       *[unclear] keep going: it is too early to tell whether it works
    }
packet-self-view =
    { $way ->
        [higher] { $name }’s own ratings were { $points ->
            [one] 1 point
           *[other] { $points } points
        } higher than the scores before the sessions
        [lower] { $name }’s own ratings were { $points ->
            [one] 1 point
           *[other] { $points } points
        } lower than the scores before the sessions
       *[same] { $name }’s own ratings were about the same as the scores before the sessions
    } ({ $sessions ->
        [one] 1 session
       *[other] { $sessions } sessions
    }).
packet-signals-heading = Further coaching signals
packet-results-heading = Results that matter here
packet-results-others = Other results:
packet-result-measure = Measure
packet-result-bars = This window; ▲ before, △ median
packet-result-now = Now
packet-result-before-head = Before
packet-result-median-head =
    { $group ->
        [organisation] Organisation median
       *[other] Team median
    }
packet-result-better = better
packet-result-worse = worse
packet-result-both =
    { $measure } { $now } (before { $before }, { $group ->
        [organisation] organisation
       *[other] team
    } { $median })
packet-result-before = { $measure } { $now } (before { $before })
packet-result-median =
    { $measure } { $now } ({ $group ->
        [organisation] organisation
       *[other] team
    } { $median })
packet-result-alone = { $measure } { $now }
packet-result-not-shown = { $measure } not shown: { $why }
packet-stages-heading = Where deals stop
packet-stages-none-below =
    No stage loses more than in the { $group ->
        [organisation] organisation
       *[other] team
    }.
packet-stages-few-deals = Too few deals left their stage to compare with others.
packet-stages-choke =
    { $stage } loses most against the { $group ->
        [organisation] organisation
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there.
packet-stages-widest =
    { $stage } loses most against the { $group ->
        [organisation] organisation
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there. The difference could be chance.
packet-stage-name = Stage
packet-stage-bars =
    { $group ->
        [organisation] Went on; △ organisation
       *[other] Went on; △ team
    }
packet-stage-left = Deals that left it
packet-stage-went-on = Went on
packet-stage-group =
    { $group ->
        [organisation] Organisation
       *[other] Team
    }
packet-stage-days = Median days
packet-stage-choke-point = choke point
packet-stage-widest-gap = widest gap
packet-stage-alt = { $stage }: { $conversion } went on.
packet-stage-alt-group =
    { $stage }: { $conversion } went on, { $median } in the { $group ->
        [organisation] organisation
       *[other] team
    }.
packet-losses-heading = Lost deals
packet-losses-counted =
    { $deals ->
        [one] 1 deal was lost
       *[other] { $deals } deals were lost
    }{ $late ->
        [0] .
        [one] ; 1 of them was older than the median won deal.
       *[other] ; { $late } of them were older than the median won deal.
    }
packet-losses-counted-age =
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
packet-losses-by =
    { $by ->
        [reason] Reason
       *[stage] Stage
    }
packet-losses-deals = Deals
packet-losses-amount = Amount
packet-losses-age = Median age, days
packet-losses-others = { $others } others
packet-losses-not-given = Not given
packet-stalled-counted =
    { $deals ->
        [one] 1 open deal{ $amount ->
            [none] {" "}has
           *[other] , worth { $amount }, has
        } been in its stage longer than 75 % of the open deals there.
       *[other] { $deals } open deals{ $amount ->
            [none] {" "}have
           *[other] , worth { $amount }, have
        } been in their stage longer than 75 % of the open deals there.
    }{ $listed ->
        [0] {""}
       *[other] {" "}The { $listed } that have waited longest:
    }
packet-stalled-deal = Deal
packet-stalled-stage = Stage
packet-stalled-days = Days in stage
packet-stalled-usual = Usual, up to
packet-stalled-amount = Amount
packet-stalled-created = Created
packet-stalled-since-created = Without a stage history, days count from the day a deal was created.

## Next quarter

packet-heading-next-quarter = Next quarter
packet-plan =
    { $source ->
        [set] Goal: { $skill } from { $start } to { $target } by { $day }.
       *[proposed] Proposed goal: { $skill } from { $start } to { $target } by { $day }.
    }
packet-plan-without-start =
    { $source ->
        [set] Goal: { $skill } to { $target } by { $day }.
       *[proposed] Proposed goal: { $skill } to { $target } by { $day }.
    }
packet-plan-because-goal = This goal was set on { $day }: { $target }.
packet-plan-because-gap = Of the focus skills, its gap to the target weighs most.
packet-plan-number-noise =
    Scores vary by { $points ->
        [one] 1 point
       *[other] { $points } points
    } anyway, so { $target } is the lowest score that would show a real rise (the target is { $own }).
packet-plan-number-typical = Coached skills typically gain { $gain } points in { $days } days.
packet-plan-number-target = The target can be reached in { $days } days.
packet-plan-near-goal =
    The open goal, { $skill } at { $target }, is nearly reached: the score is { $now } (± { $half }). Keep it up, and take the next { -skill }.
packet-plan-headline-at-target = { $skill }, the skill in the headline, is at or above its target.
packet-plan-headline-follows-goal = The headline is about { $skill }; the plan follows a goal that is set.
packet-plan-headline-lighter =
    The headline is about { $skill }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } from its target; this gap weighs more.
packet-plan-headline-within-noise =
    The headline is about { $skill }, { $points ->
        [one] 1 point
       *[other] { $points } points
    } from its target; scores vary by more than that anyway.
packet-sessions-heading = Sessions to book
# The proposed days of one month: "6 and 13 October".
packet-day-of-month = { $day }
packet-days-of-month = { $days } { $month }
packet-sessions-booking =
    { $sessions ->
        [one] 1 session, on { $first }.
       *[other] { $sessions } sessions, the first on { $first }.
    }
packet-sessions-booking-long =
    { $sessions ->
        [one] 1 session of { $minutes } minutes, on { $first }.
       *[other] { $sessions } sessions of { $minutes } minutes, the first on { $first }.
    }
packet-sessions-not-measured = What a session brings cannot be measured here yet, so the number of sessions follows the cadence.
packet-sessions-no-gain = No gain from sessions has been shown here, so their number follows the cadence.
packet-sessions-no-start = One session has brought { $gain } points here ({ $low } to { $high }). Without a score to start from, the number of sessions follows the cadence.
packet-sessions-needed =
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
packet-sessions-holidays = Weekends and public holidays ({ $country }) are left out.
packet-sessions-holidays-unknown = Public holidays are not left out: neither the roster nor the settings name a country.
packet-cadence-needed =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }: monthly sessions, as the skills matrix suggests, would be too few. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
packet-cadence-matrix =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }, as the skills matrix suggests. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
packet-cadence-usual =
    { $often ->
        [twice] Twice a week
        [once] Once a week
       *[monthly] Every fourth week
    }, the usual cadence. { $held ->
        [none] None was held in this window.
       *[other] { $held } a week were held in this window.
    }
packet-no-plan-few-calls = Too few calls were scored to choose a { -skill } by the numbers. Choose it together.
packet-no-plan-noise = Scores of the focus skills vary by more than coaching usually brings, so no target could show a real rise. Choose the next { -skill } together.
packet-no-plan-near-target = Every focus { -skill } is at its target, or closer to it than scores vary anyway. Keep them, and choose the next { -skill } together.
packet-no-plan-at-target = Every focus { -skill } is at its target. Keep them, and choose the next { -skill } together.
packet-goals-heading = Goals
packet-goal-name = Goal
packet-goal-start = Start
packet-goal-target = Target
packet-goal-now = Now
packet-goal-set = Set
packet-goal-due = Due
packet-goal-how = How it stands
packet-goals-none = No goal is set.
packet-goals-not-exported = No goals were exported, so the goal history cannot be shown.
packet-goal-open = open
packet-goal-to-go =
    { $points ->
        [0] less than a point to go
        [one] 1 point to go
       *[other] { $points } points to go
    }
packet-goal-standing =
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
            [unknown] { $now ->
                [unknown] not met on the day
               *[other] not met on the day, now { $now }
            }
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
packet-goal-on-day-note =
    { $standing }; { $note ->
        [too_few_calls] too few calls before that day to say how it stood then
        [other_scorers] other scorers scored then
        [no_value] nothing to measure it by before that day
        [record_too_short] the exports do not reach back far enough to say how it stood on the day
        [not_reached] not reached by that day
        [not_dated] how it stood on the day is not known: the log does not say when commitments were kept
       *[other] how it stood on the day is not known: it is only worked out for the day of a review
    }
packet-goal-logged-otherwise =
    { $standing }; logged as { $logged ->
        [met] met
       *[missed] not met
    }
packet-what-if-won =
    { $all ->
        [yes] Won in these { $days } days: { $amount }
       *[no] Won in { $there } of these { $days } days: { $amount }
    }{ $note ->
        [none] .
       *[other] {" "}({ $note }).
    } Each line moves one lever by a tenth and the last line all four. This is arithmetic on what was won, not a forecast.
packet-what-if-no-quota = No quota to compare with: { $why }.
packet-what-if-quota = The quota of the next { $days } days ({ $span }) is { $quota }.
packet-what-if-formula =
    Revenue = amount won + what the lever adds: win rate × deal size × (open deals × min(1, days ÷ cycle) + starts × max(0, 1 − cycle ÷ days)), with the lever moved less the same as it was; { $deals ->
        [one] 1 open deal
       *[other] { $deals } open deals
    }, { $days } days.
packet-what-if-left = No what-if table: the last day was { $day }.
packet-what-if-no-deals = No deals were exported, so a what-if table cannot be shown.
packet-what-if-nothing = There is nothing to calculate a what-if table from.
packet-what-if-few-deals = No what-if table, because too few deals are closed to show: { $measures }.
packet-what-if-lever = Lever
packet-what-if-now = Now
packet-what-if-moved = Moved to
packet-what-if-adds = Adds
packet-what-if-revenue = Revenue
packet-what-if-against-quota = Against next quota
packet-what-if-all = All four together
packet-matrix-heading = Skills matrix
packet-matrix-competency = Competency
packet-matrix-level = Level, of { $levels }
packet-matrix-before = Before
packet-matrix-movement = Movement
packet-matrix-first =
    { $rated ->
        [one] 1 competency was rated, for the first time.
       *[other] { $rated } competencies were rated, for the first time.
    }
packet-matrix-moved =
    { $up ->
        [0] { $down ->
            [0] None of the { $rated } competencies moved.
           *[other] { $down } of { $rated } competencies went down, none went up.
        }
       *[other] { $down ->
            [0] { $up } of { $rated } competencies went up, none went down.
           *[other] { $up } of { $rated } competencies went up, { $down } went down.
        }
    }

## Appendix

packet-heading-appendix = Appendix
packet-others-heading = Other { -skills }
packet-others-skill = { -Skill }
packet-others-weight = Weight, %
packet-others-change = Change, points
packet-others-verdict = Verdict
packet-others-key = In brackets: the calls behind each mean. Beside a change: its 95 % range. † under { $calls } calls.
packet-overall = The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls).
packet-overall-before = The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls); it was { $before } in the previous window.
packet-overall-median =
    The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls). The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
packet-overall-both =
    The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls); it was { $before } in the previous window. The { $group ->
        [organisation] organisation’s
       *[other] team’s
    } median is { $median }.
packet-disputes-counted =
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
packet-dispute-no-skill = A { -skill } no longer scored
packet-dispute-upheld = { $skill }, call of { $call }, score { $score }: disputed by the { $by ->
        [manager] manager
       *[rep] rep
    } on { $day }; the score stands.
packet-dispute-overturned = { $skill }, call of { $call }, score { $score }: disputed by the { $by ->
        [manager] manager
       *[rep] rep
    } on { $day }; changed to { $after }.
packet-dispute-left-out = { $skill }, call of { $call }, score { $score }: disputed by the { $by ->
        [manager] manager
       *[rep] rep
    } on { $day }; taken out.
packet-dispute-open = { $skill }, call of { $call }, score { $score }: disputed by the { $by ->
        [manager] manager
       *[rep] rep
    } on { $day }; left out until it is resolved.
packet-statement-about = What { $name } said ({ $about }):
packet-terms-heading = Terms used here
packet-terms-more = All definitions are in the glossary of this run.
packet-explained-heading = Where each number comes from
packet-explained-lead = Numbers on this page link to their explanation here.
packet-explained-n = counted: { $n }
packet-explained-range = 95 % range: { $low } to { $high }
packet-explained-previous = previous window: { $value }
packet-explained-settings = Settings:
packet-explained-shown = { $rows }, { $shown } of them here
packet-explained-under = rows under { $title }
packet-explained-rows = To see all rows that it was counted from: review-kit explain { $run } rep:{ $rep } { $metric }
packet-sources-heading = Where the numbers come from
packet-source =
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
packet-sources-none-quarantined = Every exported row about this rep met its contract.
packet-sources-quarantined =
    { $rows ->
        [one] 1 exported row was incomplete or did not fit, and was left out (quarantined); the validation report says why.
       *[other] { $rows } exported rows were incomplete or did not fit, and were left out (quarantined); the validation report says why.
    }
packet-sources-run = Exports are numbered as in the validation report. Run { $run }, review-kit { $version }.
packet-sources-purpose = This record serves development; it is not a disciplinary record.
packet-kind = Review packet
packet-team = team { $team }
packet-manager = with { $manager }

## Days

packet-days = { $first } to { $last }

## A rep's first days

packet-start-heading = What to expect
packet-start-measure = Measure
packet-start-so-far = So far (day { $day })
packet-start-by-day = By day { $day }
packet-start-day = day { $day }
packet-start-range = { $low } to { $high }
packet-start-calls-scored = Calls scored
packet-start-own = so far { $value }
packet-start-curve = { $measure } of earlier hires: { $first } by day { $from_day }, { $last } by day { $to_day }
packet-start-alt = { $measure } of earlier hires: { $median } in the middle by day { $day }.
packet-start-no-hires = No earlier hire is on record, so there is nothing to compare with yet.
packet-start-few-hires =
    { $hires ->
        [0] No earlier hire is on record, so there is nothing to compare with yet.
        [one] Only 1 earlier hire is on record, too few to compare with.
       *[other] Only { $hires } earlier hires are on record, too few to compare with.
    }
packet-start-hires =
    { $hires ->
        [one] 1 earlier hire
       *[other] { $hires } earlier hires
    } on record, each over the 30 days up to the day named: the median, and below it the range of the middle half. { $left ->
        [0] None left before day { $last }
        [one] 1 left before day { $last } and is not counted there
       *[other] { $left } left before day { $last } and are not counted there
    }; { $coming ->
        [0] all others are past it.
        [one] 1 has not been here that long.
       *[other] { $coming } have not been here that long.
    }
packet-first-scores-heading = First scores
packet-first-scores-calls = Calls scored
packet-first-scores-score = Score
packet-first-scores-key = A score is shown from { $calls } calls on.
packet-ask-start-first-days = What surprised you in the first days?
packet-ask-start-ready = What do you need to be ready for your next calls?
packet-ask-start-focus = Which of the skills do you want to work on first?
packet-praise-start-calls =
    { $calls ->
        [one] The first call is scored.
       *[other] The first { SPELLED($calls) } calls are scored.
    }
packet-praise-start-sessions =
    { $sessions ->
        [one] The first coaching session took place.
       *[other] { $sessions } coaching sessions took place.
    }
