# Title, heading (over a column, where the title is too long), definition and evidence rule of every metric.
#
# $windows-baseline_days is the setting windows.baseline_days of review_kit.toml, and so on: a definition
# names the number that was used. Other numbers are fixed; a test holds them to the code.

metric-rule-calls =
    Under { $evidence-minimum_calls ->
        [one] { $evidence-minimum_calls } call
       *[other] { $evidence-minimum_calls } calls
    } only the number of calls is given; under
    { $evidence-thin_calls } the number is marked as thin.
metric-rule-total =
    A count or a sum, given as it is. The previous window is given only where the records go back to
    its first day.
metric-rule-counted = Given from one on, with the number behind it and a 95 % interval.
metric-rule-closed-deals =
    Under { $evidence-minimum_deals ->
        [one] { $evidence-minimum_deals } closed deal
       *[other] { $evidence-minimum_deals } closed deals
    } only the number of deals is given;
    under { $evidence-thin_deals } the number is marked as thin.
metric-rule-won-deals =
    Under { $evidence-minimum_deals ->
        [one] { $evidence-minimum_deals } won deal
       *[other] { $evidence-minimum_deals } won deals
    } only the number of deals is given; under
    { $evidence-thin_deals } the number is marked as thin.
metric-rule-exported = Given from one exported period on; periods in different units are not added up.
metric-rule-few-calls = Given from one call on, with the number of calls beside it.

metric-baseline_score = Baseline
    .definition =
        Average score of a skill over the calls of the first { $windows-baseline_days ->
            [one] { $windows-baseline_days } day
           *[other] { $windows-baseline_days } days
        }
        of the window.
    .evidence = { metric-rule-calls }

metric-current_score = Current score
    .heading = Current
    .definition =
        Average score of a skill over the calls of the last { $windows-current_days ->
            [one] { $windows-current_days } day
           *[other] { $windows-current_days } days
        } of
        the window.
    .evidence = { metric-rule-calls }

metric-score_delta = Change
    .definition =
        Current score minus baseline score, in percentage points, less the change of the whole
        company. Where other people scored at the end than at the start, both are put on one scale.
        Its range comes from how the scores of all reps here changed a little earlier, without
        anybody acting. It cannot show that a coached skill improved: managers coach low scores, and
        low scores tend to recover.
    .evidence =
        Both scores need { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } call
           *[other] { $evidence-minimum_calls } calls
        }; under
        { $evidence-thin_calls ->
            [one] { $evidence-thin_calls } call
           *[other] { $evidence-thin_calls } calls
        } in either the number is marked as thin. A range needs
        20 skills to compare with; where the record is too short, it comes from the same windows.

metric-expected_gap = Against expected
    .definition =
        For a coached skill: its average score on days 8 to 35 after the first session, minus the
        score that we would expect without coaching, from uncoached skills that had the same scores
        before. Improved or declined where the whole range lies on one side of zero and the change
        still holds; no clear change where a gain of
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } point
           *[other] { $coaching-recurrence_movement_pp } points
        } can be ruled out; otherwise too early to
        tell.
    .evidence =
        Needs scores that go back 70 days from the first session, 8 calls in these days (4 of them
        until three weeks before it, 2 in the last 14 days), 8 calls on days 8 to 35 after it, 36
        days of follow-up, uncoached skills in the team to compare with, and a company in which the
        effect can be measured.

metric-overall_score = Overall score
    .definition =
        Average over the calls of the window; the score of a call is the weighted average of its
        scored skills. Where others scored the previous window, that is put on this window's scale; where it
        cannot be, or other skills were scored, it is not shown.
    .evidence = { metric-rule-calls }

metric-trajectory = Week by week
    .definition =
        Average score of a skill in each week of the window, with the sessions marked on it.
    .evidence = A week is shown from one call on, its range from two calls on.

metric-trend = Trend
    .definition =
        Slope of the weekly averages (Theil–Sen, points a week) less that of the whole company,
        compared with the slopes of uncoached skills here: rising, falling, flat, or one call only
        where the last call stands out and there is no trend.
    .evidence =
        Needs calls in 6 weeks, and 20 uncoached skills in the organisation, scored over as many
        weeks, to compare with.

metric-dip_and_recovery = Dip and recovery
    .definition =
        After a first session one week fell clearly below the baseline, a later week came back to it
        or above, and the current score is still there: which weeks, and how low.
    .evidence =
        Both weeks, the baseline and the current score need
        { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } call
           *[other] { $evidence-minimum_calls } calls
        }; clearly means
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } point
           *[other] { $coaching-recurrence_movement_pp } points
        } or more, and more than chance explains.

metric-remaining_gap = Gap to target
    .definition = Target minus current score; 0 once the target is reached.
    .evidence = { metric-rule-calls }

metric-focus_criteria = Focus skills
    .definition =
        The skills with the highest weight in the rubric, { $coaching-focus_criteria } at most, and
        in each the part with the largest gap left.
    .evidence =
        A part is named from { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } call
           *[other] { $evidence-minimum_calls } calls
        } in the current window on.

metric-session_before = Before
    .definition =
        Average score of the last evaluated calls before the session day:
        { $coaching-session_calls } at most, and at most { $coaching-session_days ->
            [one] { $coaching-session_days } day
           *[other] { $coaching-session_days } days
        } back.
    .evidence = { metric-rule-few-calls }

metric-session_next_call = Next call
    .definition =
        Score of the first evaluated call after the session day, within
        { $coaching-session_days ->
            [one] { $coaching-session_days } day
           *[other] { $coaching-session_days } days
        }.
    .evidence = One call by definition.

metric-session_after = After
    .definition =
        Average score of the next evaluated calls after the session day: { $coaching-session_calls }
        at most, and at most { $coaching-session_days ->
            [one] { $coaching-session_days } day
           *[other] { $coaching-session_days } days
        } on.
    .evidence = { metric-rule-few-calls }

metric-session_delta = Change after session
    .heading = Change
    .definition =
        After minus before, in percentage points. It describes and proves nothing, because low
        scores tend to recover by themselves.
    .evidence = { metric-rule-few-calls }

metric-follow_up_measured = Follow-up measured
    .definition =
        Log entries with at least one evaluated call within { $coaching-session_days ->
            [one] { $coaching-session_days } day
           *[other] { $coaching-session_days } days
        }
        after the session ÷ all entries, those still waiting for their next call left out.
    .evidence = { metric-rule-counted }

metric-log_mismatch = Typed scores that differ
    .definition =
        Log entries whose typed score before or after differs from the QA score by more than
        { $coaching-log_mismatch_pp ->
            [one] { $coaching-log_mismatch_pp } point
           *[other] { $coaching-log_mismatch_pp } points
        }.
    .evidence = { metric-rule-total }

metric-shared_share = Shared with the rep
    .definition = Log entries that the rep had seen by the review day ÷ all log entries.
    .evidence = { metric-rule-counted }

metric-surprises = Entries the rep has not seen
    .definition = Log entries that were not shared with the rep by the review day.
    .evidence = { metric-rule-total }

metric-sessions_held = Sessions
    .definition =
        Coaching sessions that took place: those in the log, unless the calendar says cancelled,
        missed or moved; and those that the calendar says were held. A session with several reps
        counts once for a group.
    .evidence = { metric-rule-total }

metric-coaching_minutes = Minutes of coaching
    .definition = Length of the sessions held, each once, where it is known.
    .evidence = { metric-rule-total }

metric-coaching_hours_per_week = Coaching a week
    .definition =
        Hours of coaching for each rep and week that the rep was there, each session once.
        Well-coached teams get { $coaching-hours_per_week_line ->
            [one] { $coaching-hours_per_week_line } hour
           *[other] { $coaching-hours_per_week_line } hours
        } or more.
    .evidence = { metric-rule-total }

metric-longest_gap_days = Longest gap
    .definition =
        Longest time without a session inside the window; for a group the longest of any rep.
    .evidence = { metric-rule-total }

metric-sessions_moved = Sessions moved
    .definition = Sessions of the calendar in the window that were moved to another day.
    .evidence = { metric-rule-total }

metric-sessions_cancelled = Sessions cancelled
    .definition = Sessions of the calendar in the window that were cancelled.
    .evidence = { metric-rule-total }

metric-template_completion_rate = Template completion
    .definition =
        Sessions due that left at least one complete entry (date, skill, before, after) ÷ all due.
        Those still waiting for their next call are left out, for
        { $coaching-pending_days ->
            [one] { $coaching-pending_days } day
           *[other] { $coaching-pending_days } days
        } at most. Rolling over
        { $coaching-completion_days ->
            [one] { $coaching-completion_days } day
           *[other] { $coaching-completion_days } days
        }, and over the window.
    .evidence = { metric-rule-counted }

metric-template_completion_worst = Completion at its worst
    .heading =
        Worst { $coaching-completion_days ->
            [one] { $coaching-completion_days } day
           *[other] { $coaching-completion_days } days
        }
    .definition =
        Lowest template completion of any { $coaching-completion_days ->
            [one] { $coaching-completion_days } day
           *[other] { $coaching-completion_days } days
        } in a row inside
        the window.
    .evidence = Given from one session due on, with the number behind it.

metric-commitment_completion = Commitments kept
    .definition =
        Of the commitments that fell due in the window, or fell due earlier and are still open:
        those done ÷ all.
    .evidence = { metric-rule-counted }

metric-commitments_reopened = Commitments reopened
    .definition =
        Of the commitments that fell due in the window, or fell due earlier and are still open:
        those whose outcome, done or missed, is in the log ÷ all.
    .evidence = { metric-rule-counted }

metric-vague_commitments = Vague commitments
    .definition =
        Commitments made in the window that have no date, or nothing that anybody can check.
    .evidence = { metric-rule-total }

metric-theme_recurrence = Themes that came back
    .definition =
        Sessions on one theme, until the rep's next 3 sessions do without it or the rep has no
        session for more than twice the usual pause, and how the score changed from before the first
        to after the last. From { $coaching-recurrence_diagnose ->
            [one] { $coaching-recurrence_diagnose } session
           *[other] { $coaching-recurrence_diagnose } sessions
        } on without a
        rise of { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } point
           *[other] { $coaching-recurrence_movement_pp } points
        }, or one clearly above 0: find
        the cause. From { $coaching-recurrence_conversation } on, where the whole range lies under
        { $coaching-recurrence_movement_pp ->
            [one] { $coaching-recurrence_movement_pp } point
           *[other] { $coaching-recurrence_movement_pp } points
        }: change the approach.
    .evidence = Needs two calls or more before and after.

metric-coaching_gap = Where to turn
    .definition =
        Where to look when coaching does not stick; the first that holds: system (no complete
        record), will (no dated commitment, or commitments repeatedly missed or vague, or mostly
        missed while a theme came back), knowledge (neither the rating nor the parts of the skill
        say what good is), skill ({ $coaching-recurrence_diagnose ->
            [one] { $coaching-recurrence_diagnose } session
           *[other] { $coaching-recurrence_diagnose } sessions
        } on a theme,
        commitments kept, no rise); otherwise working.
    .evidence = Given for every coached skill, with the numbers it rests on.

metric-self_assessment_gap = Self-assessment against QA
    .definition =
        The rep's own rating of a skill, in a session or on a conversation sheet, minus the QA score
        before it; the average over the ratings of the window. Above 0 the rep rates it higher than
        QA.
    .evidence = Given from one rating on, with the number behind it; a range from two on.

metric-matrix_level = Skills-matrix level
    .definition =
        Average of the last rating of each competency, from 1 (beginning) to 4 (exemplar).
    .evidence = Given from one rating on, with the number behind it.

metric-matrix_movement = Skills-matrix movement
    .definition =
        Average change of level between the last rating of the previous window and that of this one.
    .evidence = Given from one competency on that both windows rated, with the number behind it.

metric-recommended_cadence = Recommended cadence
    .definition =
        How often to coach by skills-matrix level: the two lowest of a team twice a week, the two
        highest once a month, the others once a week. Reps with equal levels that do not fit into
        the two places are coached once a week.
    .evidence =
        Needs { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rated rep
           *[other] { $privacy-minimum_group_size } rated reps
        } in the team.

metric-progress_to_goal = Progress to goal
    .definition =
        How much of the way from baseline to target is covered on the open goal that was set last; a
        goal on a skill comes before any other. Above 1 the goal is passed.
    .evidence = Follows the rule of the metric that the goal is about.

metric-process_to_requirement = Process to requirement
    .definition =
        The lower of two: hours of coaching a week against
        { $coaching-hours_per_week_line ->
            [one] { $coaching-hours_per_week_line } hour
           *[other] { $coaching-hours_per_week_line } hours
        }, and template completion against
        { $coaching-completion_target }; 1 is as required or more.
    .evidence = Given where at least one of the two is known.

metric-willingness_to_change = Willingness to change
    .definition = Commitments kept, compared with the previous window.
    .evidence = { metric-rule-counted }

metric-earlier_hires = Hires before
    .definition =
        What people hired since the records begin had in the thirty days up to day 30, 60 and 90,
        the day of hire being the first: the value in the middle, and those at a quarter and at
        three quarters. Those who left before that day, or have not come to it, are left out.
    .evidence =
        Needs { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } hire
           *[other] { $privacy-minimum_group_size } hires
        }; the score of each needs
        { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } call
           *[other] { $evidence-minimum_calls } calls
        }.

metric-plan_skill = Skill to work on
    .definition =
        The skill of the open goal that is due next. Without a goal: the focus skill with the
        largest weight × gap to target, gaps beyond chance first.
    .evidence =
        A goal that is reached, or a target inside the range of the current score, is not planned
        for: it is as good as reached.

metric-plan_target = Score to reach
    .definition =
        The goal's target. Without a goal: the skill's target, but no more than
        { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } point
           *[other] { $coaching-typical_gain_low_pp } points
        } above the current score, as a whole number.
        Where scores here vary by more than that anyway (half the 95 % interval of the change), the
        first whole number beyond.
    .evidence =
        Given with every plan; without a goal it needs { $evidence-minimum_calls ->
            [one] { $evidence-minimum_calls } call
           *[other] { $evidence-minimum_calls } calls
        } in
        the current window, and scores in which a change of less than
        { $coaching-typical_gain_high_pp ->
            [one] { $coaching-typical_gain_high_pp } point
           *[other] { $coaching-typical_gain_high_pp } points
        } would show.

metric-sessions_to_book = Sessions to book
    .definition =
        As many as the way to the target takes at what a session on a skill has brought here: the
        measured effect of coaching ÷ the sessions it took. Where no effect is shown, as many as the
        cadence gives. They are proposed at the recommended cadence, or once a week, before the
        target's day, on the weekday of most of the rep's sessions, and never on a weekend or a
        public holiday.
    .evidence = Given with every plan.

metric-quota_attainment = Quota attainment
    .definition =
        Amount won ÷ quota, for the days of the window that the rep was there. Days without a quota,
        or with a quota of zero, are left out with what was won on them.
    .evidence =
        A ratio of totals, given with any number of deals; not given without a quota, or where the
        periods of a rep's quotas overlap.

metric-win_rate = Win rate
    .counted = { $n ->
            [one] { $n } closed deal
           *[other] { $n } closed deals
        }
    .definition = Deals won ÷ deals closed in the window, by count.
    .evidence = { metric-rule-closed-deals }

metric-average_deal_size = Average deal size
    .counted = { $n ->
            [one] { $n } won deal
           *[other] { $n } won deals
        }
    .definition = Average amount of the deals won in the window.
    .evidence =
        Under { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } won deal
           *[other] { $evidence-minimum_deals } won deals
        } with an amount only the number of
        deals is given; under { $evidence-thin_deals } the number is marked as thin.

metric-sales_cycle_days = Sales cycle
    .counted = { $n ->
            [one] { $n } won deal
           *[other] { $n } won deals
        }
    .definition = Median days from created to closed of the deals won in the window.
    .evidence = { metric-rule-won-deals }

metric-deals_won = Deals won
    .definition = Deals won in the window.
    .evidence = { metric-rule-total }

metric-won_amount = Amount won
    .definition = Sum of the amounts of the deals won in the window.
    .evidence = { metric-rule-total }

metric-opportunity_starts = Opportunities started
    .definition = Opportunities created in the window.
    .evidence = { metric-rule-total }

metric-dollars_in_starts = Amount started
    .definition = Sum of the amounts of the opportunities created in the window.
    .evidence = { metric-rule-total }

metric-close_rate_rank = Rank by win rate
    .definition = Place of the rep in the team by win rate, 1 is the highest; equals share a place.
    .evidence =
        Needs a win rate that can be given, and at least { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        }
        of the team with one.

metric-self_created_share = Self-created deals
    .definition = Opportunities created in the window with source “self” ÷ all created in it.
    .evidence =
        Under { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } started deal
           *[other] { $evidence-minimum_deals } started deals
        } only the number of deals is
        given; under { $evidence-thin_deals } the number is marked as thin.

metric-contacts_per_opportunity = Contacts per opportunity
    .definition =
        Average number of the buyer's people on the opportunities created in the window: how widely
        the rep is connected.
    .evidence =
        Under { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } started deal
           *[other] { $evidence-minimum_deals } started deals
        } with contacts only the number
        of deals is given; under { $evidence-thin_deals } the number is marked as thin.

metric-open_opportunities = Open opportunities
    .definition = Opportunities open at the end of the window's last day.
    .evidence = { metric-rule-total }

metric-velocity = Sales velocity
    .definition =
        Open opportunities × win rate × average deal size ÷ sales cycle, in money per day.
    .evidence = Given where win rate, deal size and cycle are given.

metric-losses = Deals lost
    .definition =
        Deals lost in the window, by reason and by the last stage before they were closed.
    .evidence = { metric-rule-total }

metric-median_age_at_loss_days = Age at loss
    .definition =
        Median days from created to closed of the deals lost in the window; losing early is good.
    .evidence =
        Under { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } lost deal
           *[other] { $evidence-minimum_deals } lost deals
        } only the number of deals is given;
        under { $evidence-thin_deals } the number is marked as thin.

metric-late_losses = Late losses
    .definition =
        Deals lost in the window that were older than the rep's median won deal, or the team's where
        the rep won too few.
    .evidence =
        Needs { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } won deal
           *[other] { $evidence-minimum_deals } won deals
        } of the rep, or of
        { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        } of the team; otherwise of as many of the
        organisation.

metric-stalled_count = Stalled deals
    .definition =
        Open opportunities that have been in their stage longer than 75 % of the team's open deals
        in that stage.
    .evidence =
        Needs { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        } of the team with open deals in the stage;
        otherwise the organisation's days are taken.

metric-stalled_amount = Amount stalled
    .definition = Sum of the amounts of the stalled deals.
    .evidence = As for stalled deals.

metric-stage_conversion = Conversion by stage
    .definition =
        Deals that left a stage in the window for a later one, or were won ÷ those and the deals
        lost in it, and the median days they were in it. A deal that goes back is lost once, in the
        stage that it was in last.
    .evidence =
        Under { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } deal
           *[other] { $evidence-minimum_deals } deals
        } that left the stage only the number of deals
        is given.

metric-choke_point = Choke point
    .definition =
        The stage whose conversion is furthest below the team's, in percentage points; it is clear
        where the whole range is below.
    .evidence =
        Needs { $evidence-minimum_deals ->
            [one] { $evidence-minimum_deals } deal
           *[other] { $evidence-minimum_deals } deals
        } of the rep that left the stage, and
        { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        } of the team (otherwise of the organisation) to
        compare with.

metric-what_if = What if
    .definition =
        What was won in the window, and what a tenth more starts, win rate or deal size, or a tenth
        less cycle, would add to it, alone and together, against the quota of the next window. This
        is arithmetic on what happened and no forecast.
    .evidence =
        Given where win rate, deal size and cycle are given; against a quota where the exports hold
        one for all days of the next window.

metric-net_revenue = Net revenue
    .definition = Exported revenue for the days of the window, added up.
    .evidence = { metric-rule-exported }

metric-aht_seconds = Average handle time
    .definition =
        Exported handle time: the average of the periods, weighted by their days in the window.
    .evidence = { metric-rule-exported }

metric-ramp_days = Ramp time
    .definition =
        Days from hire to full productivity: as exported, otherwise to the first full month whose
        won amount reaches { $coaching-ramp_attainment } of the quota.
    .evidence =
        The latest one exported; otherwise it needs quotas and deals that go back to the hire. Of a
        group it is the average of those who got there; the ramp of hire cohorts counts those still
        ramping too.

metric-csat = Customer satisfaction
    .definition =
        Exported satisfaction: the average of the periods, weighted by their days in the window.
    .evidence = { metric-rule-exported }

metric-resolution_rate = Resolution rate
    .definition =
        Exported resolution rate: the average of the periods, weighted by their days in the window.
    .evidence = { metric-rule-exported }

metric-ramp_cohorts = Ramp of hire cohorts
    .definition =
        Days from hire by which half of a hire cohort was fully productive. Those still ramping, and
        those who left before, count for as long as they were there (Kaplan–Meier).
    .evidence =
        Given for { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        } or more whose hire is on record, with a 95 % interval, once half got there.

metric-coaching_coverage = Coverage
    .definition =
        Reps with a session in the window, whoever held it ÷ all reps who were there for
        { $windows-current_days ->
            [one] { $windows-current_days } day
           *[other] { $windows-current_days } days
        } of it.
    .evidence = Given from one rep on, with the number of reps behind it.

metric-coaching_hours = Hours of coaching
    .definition = Hours of the sessions held, each session once, where their length is known.
    .evidence = { metric-rule-total }

metric-coaching_cost = Cost of coaching
    .definition =
        Hours of coaching × the loaded hourly rates, where they are set: the manager's once for each
        session, the rep's for each rep in it.
    .evidence = { metric-rule-total }

metric-dose = Coaching against attainment
    .definition = Each rep's hours of coaching a week beside the quota attainment.
    .evidence = Given for every rep; attainment where there is a quota. The picture leaves out reps in their first days.

metric-quadrants = Four fields
    .definition =
        All reps, by whether they were coached and by the verdicts in their packets on the skills
        that were coached (without coaching: on all skills). One improved: coachable and improving,
        or improving alone. None did: coached and stuck, or neither.
    .evidence =
        Reps without a verdict that says whether a skill changed stand in a cell of their own.

metric-role_play_groups = Group role-plays
    .definition =
        Skills on which { $coaching-roleplay_reps } or more coached reps of a team are stuck: the
        verdict is declined, or no clear change.
    .evidence = Counts reps whose verdict says whether the skill changed.

metric-reddest_competency = Next team training
    .definition = The competency of the skills matrix with the lowest average level in the team.
    .evidence =
        Among competencies with { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rated rep
           *[other] { $privacy-minimum_group_size } rated reps
        } in the team.

metric-exemplars = Exemplars
    .definition =
        Who has the highest current score on each skill, in the team and in the organisation, if it
        reaches the target and its whole 95 % interval is above the average of the others; nobody
        whose own verdict on it is declined.
    .evidence =
        Among at least 3 reps with { $evidence-thin_calls ->
            [one] { $evidence-thin_calls } call
           *[other] { $evidence-thin_calls } calls
        } in the baseline and in the
        current window.

metric-drivers = Skills that move with results
    .definition =
        How much a result changes when a skill's score is 10 points higher, for the same reps from
        one 30 days to another, with what all reps share taken off. It shows an association and
        proves nothing.
    .evidence =
        Needs 8 reps and 30 periods of reps; a team without them is given the organisation's. The
        verdict allows for how many pairs were looked at.

metric-share_gained_typical = Coached skills that gained
    .heading =
        Gained { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } point
           *[other] { $coaching-typical_gain_low_pp } points
        } or more
    .definition =
        Coached skills of reps whose score rose by { $coaching-typical_gain_low_pp ->
            [one] { $coaching-typical_gain_low_pp } point
           *[other] { $coaching-typical_gain_low_pp } points
        }
        or more ÷ all coached skills with a change that can be given.
    .evidence = { metric-rule-counted }

metric-coaching_effect = Effect of coaching
    .definition =
        What starting to coach a skill did to its score on days 8 to 35 after the first session: the
        average score minus the score that we would expect, judging by similar skills that nobody
        coached. Claimed only where the comparison with the team and the comparison with the rep's
        other skills both find it.
    .evidence =
        Needs 12 coached skills of 8 reps, 10 reps and 5 weeks of uncoached skills for each of them
        to compare with, similar ones for 80 %, and a range of 8 points at most; otherwise words say
        what is missing.

metric-coaching_return = Return on coaching
    .definition =
        What the effect on skills whose coaching began in the window is worth, by how their results
        move with their scores, minus the cost of all coaching in it: a range.
    .evidence =
        Given only where the effect is shown and the cost is known; claimed only where the whole
        range is above zero.

metric-scorer_mix = Who scored
    .definition =
        Share of the scores by who gave them: an AI, or people. Where a scorer's share changes by 10
        points or more between two windows, the change of a score is computed on one scale: from
        what one scorer gave, or with the measured gap taken off. Where neither is possible, there
        is no verdict.
    .evidence = Given wherever more than one scored.

metric-scorer_gap = Gap between scorers
    .definition =
        Average difference of two scorers (people, an AI, a version of it) on calls that both
        scored, by skill; where these are too few, on the same rep's calls of the same week, and
        marked.
    .evidence = Needs 5 calls, or weeks of a rep, and has a 95 % interval.

metric-scorer_agreement = Agreement of scorers
    .definition =
        How far scorers agree on the same calls beyond chance, by skill: kappa with squared weights
        for two scorers, Krippendorff's alpha for more; 1 is full agreement. Under 0.6 no person is
        judged by that skill's score.
    .evidence = Needs 20 calls that more than one scored, and has a range by bootstrap.

metric-scorer_leniency = Leniency
    .definition =
        How far a person scores from all others on the same calls, or on the same rep's calls of the
        same week, moved towards what is usual here as far as chance may explain it. Lenient or
        strict where the whole range differs from what is usual.
    .evidence = Needs 5 calls, or weeks of a rep, and an export that says which person scored.

metric-dispute_rate = Disputed
    .definition = Disputed scores of the window ÷ all its scores, by skill and by who scored.
    .evidence = Given from one score on, with a 95 % interval.

metric-overturn_rate = Overturned
    .definition = Overturned disputes ÷ resolved ones, by skill and by who scored.
    .evidence = Given from one resolved dispute on, with a 95 % interval.

metric-exported = Exported metric
    .definition = As exported: the average of the periods, weighted by their days in the window.
    .evidence = Given from one exported period on.

own-metric-evidence =
    { $n ->
        [0] Given however few { $counts } there are.
        [1] Given as soon as there is anything to count ({ $counts }).
       *[other] Given from { $n } { $counts } on.
    }
