# The cover of a manager's binder. Praise and questions are those of the packets (packet.ftl).

binder-kind = Manager binder
binder-copy = manager’s copy
binder-reps =
    { $reps ->
        [one] 1 rep
       *[other] { $reps } reps
    }
binder-introduction =
    { $reps ->
        [one] What to praise, what to ask, and what to do before the talk.
       *[other] { $reps } reps, in the order of the conversations: what cannot wait comes first, then by name. The order ranks nobody.
    }
binder-rep = Rep
binder-before = Before the talk
binder-past-the-line = “{ $theme }” came up in { $sessions } sessions and the score moved { $interval } points: a performance conversation is due.
binder-share =
    { $all ->
        [one] Share the log entry.
       *[other] Share { $entries } of { $all } log entries.
    }
binder-record-outcomes =
    { $commitments ->
        [one] Log what became of 1 commitment.
       *[other] Log what became of { $commitments } commitments.
    }

## The pages of a binder

# On the cover, beside a rep's name: the page on which the rep's packet begins.
binder-page = page { $page }
# In the foot of every page of a binder, beside the page number of the packet itself.
binder-foot = Binder page { $page }
# A bookmark.
binder-sheet = { $name }: conversation sheet
# A bookmark for a packet that could not be made.
binder-not-made = { $name }: not made, see the summary of the run
