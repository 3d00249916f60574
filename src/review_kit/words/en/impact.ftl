# The report on adverse impact, for HR alone.

impact-title = Do reviews treat groups of people alike?
impact-kind = Adverse impact · for HR only
impact-foot = For HR only. Run { $run }. A summary for people to judge, not a decision.
impact-headline = { $n ->
    [one] One comparison
   *[other] { $n } comparisons
}; { $under ->
    [0] none is below four fifths.
    [one] one is below four fifths.
   *[other] { $under } are below four fifths.
}
impact-headline-none = No attribute has two groups that are large enough to compare.
impact-lead = Each group is compared with the group that has the largest share above the median. A difference does not say why it is there: people differ in tenure, territory and role too. Look into what is marked, and talk to the people concerned before you conclude anything.
impact-method = Groups of fewer than { $minimum } reps are left out of everything, including the median, so that nothing about them can be worked out. Ranges are 95 % intervals.
impact-unknown = { $n ->
    [one] One row is about a person who is not in this run.
   *[other] { $n } rows are about people who are not in this run.
}
impact-part = { $measure } by { $attribute }
impact-median = Median of the groups shown: { $median }
impact-group = Group
impact-reps = Reps
impact-above = Share above the median
impact-ratio = Impact ratio
impact-share-difference = Difference in share, points
impact-p = Fisher’s p
impact-mean = Mean
impact-mean-difference = Difference in mean
impact-look = look into this
impact-reference = compared with
impact-range = { $value } ({ $low } to { $high })
impact-refused = One or more groups have fewer than { $minimum } reps and are not shown.
impact-too-few = Not shown: fewer than two groups have { $minimum } reps or more.
impact-read-title = How to read this
impact-read = The impact ratio is the group’s share above the median, divided by that of the group it is compared with. Below 0.80, the four-fifths rule asks for a closer look; with few people, chance alone often gives such a ratio. A range of a difference that does not include zero is unlikely to be chance, but of twenty comparisons one is so by chance.
impact-sources = Four-fifths rule: 29 CFR 1607.4 D. Range of a share: Wilson (1927). Difference of shares: Newcombe (1998), method 10. Fisher’s exact test (1922), two-sided. Difference of means: Welch (1947).
