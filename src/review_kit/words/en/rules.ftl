# Rules of the contracts: what holds where a rule is kept, and what is wrong where it is broken. A contract that states its
# own sentence says that instead. Variables are names of columns and tables, and values as a contract spells them.

rule-column-present = the export has a column { $column }
rule-columns-missing = { $n ->
    [one] column { $columns } is missing from { $files }
   *[other] columns { $columns } are missing from { $files }
}
rule-columns-missing-hint = Add the column, or say in a source profile which column it is (profile '{ $profile }' was used).
rule-columns-missing-spare = Columns in it that are not used: { $columns }.
# In place of the files of a table that came from none.
rule-its-source = its source

# $operator of "a <= b", which the rule says.
rule-compare-broken = { $operator ->
    [less] { $left } is not less than { $right }
    [at-most] { $left } is greater than { $right }
    [greater] { $left } is not greater than { $right }
    [at-least] { $left } is less than { $right }
   *[equal] { $left } differs from { $right }
}
rule-compare-broken-in-time = { $operator ->
    [less] { $left } is not before { $right }
    [at-most] { $left } is after { $right }
    [greater] { $left } is not after { $right }
    [at-least] { $left } is before { $right }
   *[equal] { $left } differs from { $right }
}

rule-forbidden-columns = no column matches { $pattern }
rule-forbidden-columns-found = refused because of { $columns } in { $files }. { $rule }
rule-forbidden-columns-hint = Remove the columns from the export; quotas and opportunities have their own tables.

rule-length = { $kind ->
    [at-most] { $column } has at most { $most } characters
    [at-least] { $column } has at least { $least } characters
   *[between] { $column } has { $least } to { $most } characters
}
rule-length-broken = { $kind ->
    [at-most] { $column } does not have at most { $most } characters
    [at-least] { $column } does not have at least { $least } characters
   *[between] { $column } does not have { $least } to { $most } characters
}

rule-not-after-export = { $column } is not after the day of the export
rule-not-after-export-broken = { $column } is after the day of the export

rule-pattern = { $column } matches { $pattern }
rule-pattern-broken = { $column } does not match { $pattern }

rule-range = { $kind ->
    [between] { $column } is between { $low } and { $high }
    [above] { $column } is above { $low }
    [at-least] { $column } is at least { $low }
    [below] { $column } is below { $high }
    [at-most] { $column } is at most { $high }
    [above-below] { $column } is above { $low } and below { $high }
    [above-at-most] { $column } is above { $low } and at most { $high }
   *[at-least-below] { $column } is at least { $low } and below { $high }
}
rule-range-broken = { $kind ->
    [between] { $column } is not between { $low } and { $high }
    [above] { $column } is not above { $low }
    [at-least] { $column } is not at least { $low }
    [below] { $column } is not below { $high }
    [at-most] { $column } is not at most { $high }
    [above-below] { $column } is not above { $low } and below { $high }
    [above-at-most] { $column } is not above { $low } and at most { $high }
   *[at-least-below] { $column } is not at least { $low } and below { $high }
}

# $type is the logical type of the column in its contract.
rule-readable = { $type ->
    [number] { $column } is a number
    [integer] { $column } is a whole number
    [boolean] { $column } is true or false
    [date] { $column } is a day (YYYY-MM-DD)
    [timestamp] { $column } is a date and time (ISO 8601)
   *[string] { $column } is text
}
rule-readable-broken = { $type ->
    [number] { $column } is not a number
    [integer] { $column } is not a whole number
    [boolean] { $column } is neither true nor false
    [date] { $column } is not a day (YYYY-MM-DD)
    [timestamp] { $column } is not a date and time (ISO 8601)
   *[string] { $column } is not text
}

rule-reference = { $column } is in { $table }
rule-reference-broken = { $column } is not among the kept rows of { $table }

rule-required = { $column } is filled
rule-required-broken = { $column } is empty

# $when is the message rule-when.
rule-when = { $column } is { $values }
rule-required-when = { $column } is filled where { $when }
rule-required-when-broken = { $type ->
    [string] { $column } is empty although { $when }
   *[other] { $column } is empty or unreadable although { $when }
}
rule-value-when = { $column } is one of { $values } where { $when }
rule-value-when-broken = { $n ->
    [one] { $column } is not { $values } although { $when }
   *[other] { $column } is not one of { $values } although { $when }
}
rule-values = { $column } is one of { $values }
rule-values-broken = { $n ->
    [one] { $column } is not { $values }
   *[other] { $column } is not one of { $values }
}
# Between values, any of which may be there.
rule-or = { $first } or { $second }

rule-row-count = { $n ->
    [one] the export has at least 1 row
   *[other] the export has at least { $n } rows
}
rule-row-count-broken = { $n ->
    [0] no row to check in { $files }
   *[other] only { $n } to check in { $files }
}
rule-row-count-broken-left-out = { $n ->
    [0] no row to check in { $files } ({ $reasons })
   *[other] only { $n } to check in { $files } ({ $reasons })
}
rule-row-count-hint = Check whether the export was made with the right filter and period.

rule-sum = { $column } adds up to { $total }
rule-sum-broken = { $column } of its { $group } does not add up to { $total }

rule-unique = { $n ->
    [one] { $columns } identifies one row
   *[other] { $columns } together identify one row
}
rule-unique-broken = { $n ->
    [one] { $columns } occurs in more than one row
   *[other] { $columns } occur in more than one row
}
rule-and = { $first } and { $second }

rule-not-true = not true: { $rule }
rule-not-true-hint = Check the export.
