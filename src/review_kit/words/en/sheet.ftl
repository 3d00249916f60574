# The conversation sheet: one page that rep and manager write on together. "You" is the rep.

## Head

sheet-kind = Conversation sheet
sheet-with = Conversation with { $manager }
sheet-date = Date of the talk:
# What a screen reader says at the field; $example is a day.
sheet-date-field = Date of the talk, for example { $example }

## Part 1: the rep's own view, before any number

sheet-view-heading = 1. Your own view
sheet-view-instruction = Before the talk: fold the page back along the dashed line, and write everything above it. Unfold it in the talk.
sheet-view-skill = { -Skill }
sheet-view-score = My score, 0–100
sheet-view-well = What went well
sheet-view-hard = What was hard
# What a screen reader says at each field.
sheet-view-score-field = { $skill }: my score, 0 to 100
sheet-view-well-field = { $skill }: what went well
sheet-view-hard-field = { $skill }: what was hard

## Part 2: the last commitment

sheet-last-heading = 2. Your last commitment
# Stands in brackets behind the commitment.
sheet-last-dated = agreed { $made }, due { $due }
sheet-last-undated = agreed { $made }, no date was set
sheet-last-check = How you both wanted to know: { $check }
# Three marks, of which one is set.
sheet-last-outcome-done = kept
sheet-last-outcome-missed = not kept
sheet-last-outcome-open = still open
sheet-last-outcome-field = The last commitment: { $outcome }
sheet-last-none = No commitment was logged in this window. Today's is the first to come back to.
sheet-last-ask = What happened? What did you notice?
sheet-last-ask-without = What did you try out?
# On the dashed line across the page.
sheet-fold = Fold back along this line until everything above is written

## Part 3: GROW, with the rep's facts

sheet-grow-heading = 3. What the calls show, and what to do next
sheet-grow-step = Step
sheet-grow-facts = What we know, and what to ask
sheet-grow-notes = Notes
sheet-step-goal = Goal
sheet-step-reality = Reality
sheet-step-options = Options
sheet-step-will = Will
sheet-step-field = { $step }: notes

sheet-goal-own = You set this goal on { $day }: { $target } in { $skill } by { $due }.
sheet-goal-own-noise =
    You set this goal on { $day }: { $own } in { $skill } by { $due }. Scores vary here: only from { $target } on
    would the gain be clear.
sheet-goal-proposed = Proposed goal: { $target } in { $skill } by { $due }.
sheet-goal-target = The target for { $skill } is { $target }.
sheet-goal-ask = What would be different on your calls if you got there?
sheet-goal-ask-without = What do you want to be better at by the end of next quarter?

sheet-strength-expected =
    Strength: { $skill } scored { $points ->
        [one] 1 point
       *[other] { $points } points
    } higher than comparable uncoached { -skills }; now { $now }.
sheet-strength-improved =
    Strength: { $skill } improved by { $points ->
        [one] 1 point
       *[other] { $points } points
    }; now { $now }.
sheet-strength-recovered = Strength: { $skill } dipped at first, and you brought it back; now { $now }.
sheet-strength-target = Strength: { $skill } is at { $now }; the target is { $target }.
sheet-strength-best = Strength: { $skill }, at { $now }.
# $verdict is one of the verdict words, "no clear change" for example.
sheet-reality-from =
    { $skill } was at { $before } in the first { $days } days of the review and is at { $now } now{ $sessions ->
        [0] { "" }
        [one] { " " }after one session on it
       *[other] { " " }after { SPELLED($sessions) } sessions on it
    }: { $verdict }.
sheet-reality-now =
    { $skill } is at { $now }{ $sessions ->
        [0] { "" }
        [one] { " " }after one session on it
       *[other] { " " }after { SPELLED($sessions) } sessions on it
    }: { $verdict }.
sheet-reality-few-calls = Too few scored calls in the last { $days } days to show a score.
sheet-reality-ask = On which calls do you hear it?
sheet-reality-ask-each = Which calls show the strength best, and which show what is still hard?
sheet-reality-ask-without = Which call shows best where you are?

sheet-options-weakest = Where to begin in { $skill }: { $part }, its lowest part, at { $score }.
sheet-options-ask = Think of one call that went well: what did you do there?
sheet-options-ask-strength = What do you do well in { $strength } that could help in { $skill }?
sheet-options-ask-without = What could you try on the very next calls?

sheet-will-session = Next session proposed: { $day }.
sheet-will-ask = What will you do on the next calls, and what could get in the way?

## Part 4: the new commitment

sheet-new-heading = 4. Your new commitment
sheet-new-skill = { -Skill }
sheet-new-what = What I will do
sheet-new-by = By when
sheet-new-target = Score to reach
sheet-new-check = How we will both know
# What a screen reader says at each field.
sheet-new-skill-field = { -Skill } that the commitment is about
sheet-new-by-field = By when, for example { $example }
sheet-new-target-field = Score to reach by then, 0 to 100
sheet-new-signature-field = Signature of { $name }
sheet-purpose = This sheet serves development; it is not a disciplinary record.

## The proposed sessions in a calendar, which others may read: no skill, no score

sheet-calendar-summary = Coaching session: { $rep } with { $manager }
sheet-calendar-note = Proposed in the review of { $day }. Move it to a time that suits you both.
