# American spelling of the messages in words/en that have British spelling. Written by make docs; a message
# that needs more than spelling stands in another file of this folder.

glossary-median = Team median
    .text =
        Half of the team lies above it, half below. It takes { $reps } reps, so that it gives nobody away; in a
        smaller team the organization’s stands in its place.
metric-trend = Trend
    .definition =
        Slope of the weekly averages (Theil–Sen, points a week) less that of the whole company,
        compared with the slopes of uncoached skills here: rising, falling, flat, or one call only
        where the last call stands out and there is no trend.
    .evidence =
        Needs calls in 6 weeks, and 20 uncoached skills in the organization, scored over as many
        weeks, to compare with.
metric-sessions_held = Sessions
    .definition =
        Coaching sessions that took place: those in the log, unless the calendar says canceled,
        missed or moved; and those that the calendar says were held. A session with several reps
        counts once for a group.
    .evidence = { metric-rule-total }
metric-sessions_cancelled = Sessions canceled
    .definition = Sessions of the calendar in the window that were canceled.
    .evidence = { metric-rule-total }
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
        organization.
metric-stalled_count = Stalled deals
    .definition =
        Open opportunities that have been in their stage longer than 75 % of the team's open deals
        in that stage.
    .evidence =
        Needs { $privacy-minimum_group_size ->
            [one] { $privacy-minimum_group_size } rep
           *[other] { $privacy-minimum_group_size } reps
        } of the team with open deals in the stage;
        otherwise the organization's days are taken.
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
        } of the team (otherwise of the organization) to
        compare with.
metric-exemplars = Exemplars
    .definition =
        Who has the highest current score on each skill, in the team and in the organization, if it
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
        Needs 8 reps and 30 periods of reps; a team without them is given the organization's. The
        verdict allows for how many pairs were looked at.
metric-scorer_leniency = Leniency
    .definition =
        How far a person scores from all others on the same calls, or on the same rep's calls of the
        same week, moved toward what is usual here as far as chance may explain it. Lenient or
        strict where the whole range differs from what is usual.
    .evidence = Needs 5 calls, or weeks of a rep, and an export that says which person scored.
packet-page-one-median = { $group ->
        [organisation] organization’s median { $median }
       *[other] team median { $median }
    }
packet-praise-ahead =
    { $measure }: { $now }. The { $group ->
        [organisation] organization’s
       *[other] team’s
    } median is { $median }.
packet-ask-quota-stage =
    You are at { $share } of quota. In { $stage }, { $conversion } of your deals go on, against { $median } in the { $group ->
        [organisation] organization
       *[other] team
    }. What happens there?
packet-record-moved =
    { $moved ->
        [0] None was moved
        [one] 1 was moved
       *[other] { $moved } were moved
    }, { $cancelled ->
        [0] none was canceled
        [one] 1 was canceled
       *[other] { $cancelled } were canceled
    }.
packet-routing-suggests =
    { $gap ->
        [system] complete the log first: the record is missing
        [will] agree on fewer commitments, each with a date and something that can be checked
        [knowledge] settle first what good looks like
        [skill] practice it: role-play, shadowing, or another way of coaching it
        [working] keep going
        [overcome] keep going: the dip is behind
        [stands_still] listen to calls together: the record is complete, and the score did not rise
       *[unclear] keep going: it is too early to tell whether it works
    }
packet-result-median-head =
    { $group ->
        [organisation] Organization median
       *[other] Team median
    }
packet-result-both =
    { $measure } { $now } (before { $before }, { $group ->
        [organisation] organization
       *[other] team
    } { $median })
packet-result-median =
    { $measure } { $now } ({ $group ->
        [organisation] organization
       *[other] team
    } { $median })
packet-stages-none-below =
    No stage loses more than in the { $group ->
        [organisation] organization
       *[other] team
    }.
packet-stages-choke =
    { $stage } loses most against the { $group ->
        [organisation] organization
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there.
packet-stages-widest =
    { $stage } loses most against the { $group ->
        [organisation] organization
       *[other] team
    }: { $conversion } of { $deals } deals went on, { $median } there. The difference could be chance.
packet-stage-bars =
    { $group ->
        [organisation] Went on; △ organization
       *[other] Went on; △ team
    }
packet-stage-group =
    { $group ->
        [organisation] Organization
       *[other] Team
    }
packet-stage-alt-group =
    { $stage }: { $conversion } went on, { $median } in the { $group ->
        [organisation] organization
       *[other] team
    }.
packet-overall-median =
    The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls). The { $group ->
        [organisation] organization’s
       *[other] team’s
    } median is { $median }.
packet-overall-both =
    The overall score, weighted over all { -skills }, is { $score } ({ $calls } calls); it was { $before } in the previous window. The { $group ->
        [organisation] organization’s
       *[other] team’s
    } median is { $median }.
result-median-organisation = organization
missing-scheduled_sessions = There is no { $table } export, so sessions moved or canceled cannot be shown.
reports-picture-organisation-helped = Whole organization: coached { -skills } scored { $points } points above expected
reports-picture-organisation-lowered = Whole organization: coached { -skills } scored { $points } points below expected
reports-picture-organisation-not-claimed = Whole organization: coached { -skills } are not clearly apart from expected
reports-borrowed-none = The organization as a whole has no estimate either.
reports-borrowed-not-shown = The whole organization's effect is not clear either: anything from { $range } points.
reports-borrowed =
    The whole organization's effect is { $points } points (95 % interval { $range }), from { $coached }. This team's may differ.
reports-borrowed-least =
    The whole organization's effect is at least { $points } points (95 % interval { $range }), from { $coached }. This team's
    may differ.
reports-monday-practise = Practice { $skill } together in a role-play
reports-monday-practise-team = Practice { $skill } together in { $team }
reports-effects-organisation = Organization
reports-effects-all-skills = { -Skills }, in the whole organization
reports-effects-all-metrics = Metrics of your own, in the whole organization
reports-effects-note =
    A line needs { $skills } coached { -skills } of { $reps } reps or more, { $days } days after their first session. Second
    comparison: coached { -skills } are compared with the same rep's other { -skills }, not with the team's. Best guess: moved
    toward the average of its kind, as far as the difference could be chance; it is no verdict.
reports-method-behind-organisation = The organization's: { $evidence }.
reports-changes-title = Behavior change
reports-origin-borrowed = borrowed: the organization's
reports-driver-rest-on-organisation = { $n ->
    [one] They rest on { $reps } rep of the organization, because the team has too few.
   *[other] They rest on { $reps } reps of the organization, because the team has too few.
}
reports-driver-rest-on-both = { $n ->
    [one] They rest on { $reps } rep, those marked * on the organization's, because the team has too few.
   *[other] They rest on { $reps } reps, those marked * on the organization's, because the team has too few.
}
reports-roleplay = { $n ->
    [one] On one { -skill }, { SPELLED($reps) } or more coached reps of a team did not improve: practice it together.
   *[other] On { SPELLED($n) } { -skills }, { SPELLED($reps) } or more coached reps of a team did not improve: practice each
        together.
}
reports-routing-practice-means =
    Commitments are kept, but the theme comes back without a clear rise. Practice in another way.
reports-curve-alt-organisation = { $n ->
    [one] { $n } coached { -skill } of the organization.
   *[other] { $n } coached { -skills } of the organization.
}
reports-ramp-finding-half-org = Whole organization: half of { $n } hires were fully productive within { $days } days
reports-ramp-finding-not-half-org = Whole organization: fewer than half of { $n } hires are fully productive so far
reports-ramp-all-org = All of the organization
explain-which-planned-cancelled = Sessions of the calendar; those canceled count
run-from-template-org = One for the organization, from { $template }
site-for-org = For the leaders of the organization
site-lead-org = The report on the whole organization, and the numbers of its teams and managers.
site-kind-org = organization
info-seen-org = { $documents } of the organization: its leaders.
source-scheduled_sessions = when sessions were planned, held or canceled
dossier-statement-text = Reviews are summaries for a person’s judgment. They make no decision and no proposal about pay, promotion, transfer or dismissal, and no document says that one should be made. People look at them, can correct them, and answer for what they decide.
dossier-groups-text = A median is shown of { $n } people or more. A smaller team sees the organization’s median.
dossier-grain-org = the organization
dossier-read-org = { $n ->
    [0] leaders of the organization; none is named in the settings
    [one] leaders of the organization (1 address in the settings)
   *[other] leaders of the organization ({ $n } addresses in the settings)
}
