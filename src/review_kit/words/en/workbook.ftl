# The workbook of the return: every assumption a cell, every other cell a formula. Lines that the report prints too say
# the messages of reports.ftl.

# Name of the one worksheet, at most 31 characters; no formula shows it.
workbook-sheet = Return
workbook-title = Return on coaching · { $group }
workbook-days = { $days } · amounts in { $currency }
workbook-how = Shaded cells are assumptions; all others are formulas. Change an assumption, and the return is recalculated.

workbook-result = Result
workbook-middle = Middle
workbook-low = Low
workbook-high = High
workbook-benefit = Benefit before cost
workbook-net = Return, net of coaching cost

workbook-assumptions = Assumptions
workbook-unit = Unit
workbook-lines = Line by line

# Units beside assumptions.
workbook-unit-points = percentage points
workbook-unit-share = share of the whole
workbook-unit-times = times
workbook-unit-steps = steps
workbook-unit-days = days
workbook-unit-minutes = minutes
workbook-unit-quota = { $currency } of quota
workbook-unit-closed-deals = closed deals
workbook-unit-deals-won = deals won
workbook-unit-months = rep-months
