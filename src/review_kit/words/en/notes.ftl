# Notes beside or in place of a number, as the metric tables hold them.
#
# The tables hold the English text, with the values in it. A document in another language recognises the English
# sentence and says its own; so an English message here is the sentence of the table, and has no variants.

note-few-calls = too few calls ({ $n })
note-few-closed-deals = too few closed deals ({ $n })
note-few-won-deals = too few won deals ({ $n })
note-few-won-deals-with-amount = too few won deals with an amount ({ $n })
note-few-started-deals = too few started deals ({ $n })
note-few-started-deals-with-contacts = too few started deals with contacts ({ $n })
note-few-lost-deals = too few lost deals ({ $n })
note-few-hires = too few hires on record ({ $n })
note-won-without-amount = { $n } of { $of } won deals without an amount
note-started-without-amount = { $n } of { $of } started deals without an amount
note-open-without-amount = { $n } of { $of } without an amount
note-without-source = { $n } of { $of } without a source
note-no-velocity = needs a win rate, a deal size and a cycle
note-no-deals = no deals on record
note-lost-judged = { $n } of { $of } lost deals could be judged
note-late-unknown = too few won deals to say what late is
note-mixed-units = exported in more than one unit
note-ramp-not-reached = not reached by { $day }
note-ramp-computed = from quotas and deals won
note-no-quota = no quota for these days
note-quotas-overlap = quota periods overlap, so it is not clear which one counts
note-quota-covers = quota covers { $n } of { $of } days
# $how is one of the three below.
note-quota-part = quota of { $n } of { $of } days: { $how }
note-joined-and-left = joined { $joined }, left { $left }
note-joined = joined { $joined }
note-left = left { $left }
note-reps-without-quota = { $n } of { $of } reps without a quota
note-reps-in-part = { $n } of { $of } joined or left, with the quota of their days
note-no-next-quota = the exports hold no quota for the next { $days } days
note-next-quota-covers = quotas cover { $n } of the next { $days } days
note-leaves = the rep leaves on { $day }
note-sessions-not-held = { $n } in the log did not take place, according to the calendar
note-length-known = length known of { $n } of { $of } sessions
note-without-rep = without the rep's time
note-without-manager = without the manager's time
note-before-other-skills = not compared with the previous window: other skills were scored then
note-before-other-scorers = not compared with the previous window: other scorers scored then, and nobody knows how far apart they are
note-before-one-scale = the previous window is told as this window's scorers would have scored it
note-hires-other-skills = earlier hires were scored on other skills
note-hires-other-scorers = other scorers scored the earlier hires, and nobody knows how far apart they are
note-hires-one-scale = earlier hires are told as this rep's scorers would have scored them
note-before-others-then = not compared with the previous window: other scorers scored then
