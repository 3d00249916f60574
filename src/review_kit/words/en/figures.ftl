# Words in drawings: short, because they stand beside marks.

# What a scale shows, for a reader who cannot see it.
figure-scale = Scale from { $low } to { $high } points
figure-typical-gain = typical coached gain
figure-skills = { $n ->
    [one] { $n } skill
   *[other] { $n } skills
}
figure-median = median { $value }
figure-hours = hours of coaching a week
figure-attainment = quota attainment
figure-quota = quota
