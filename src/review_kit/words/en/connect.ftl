# The page of `review-kit connect`: how each export becomes a table.

connect-title = Connecting the exports
connect-headline = { $n ->
    [0] No file could be connected
    [one] One table
   *[other] { $n } tables
}{ $open ->
    [0] {""}
    [one] ; one thing is undecided
   *[other] ; { $open } things are undecided
}
connect-missing = No file gives { $table }, and every run needs it
connect-table = Table
connect-file = From
connect-rows = Rows
connect-profile = Profile
connect-as-it-is = read as it is
connect-changes = Changed since it was connected
connect-stops = This would stop a run:
connect-samples = The first rows as they will be read
connect-column = Column
connect-empty = empty
connect-decided = What was decided, and why
connect-what = Subject
connect-why = Decision
connect-text = In the export
connect-near = Nearest
connect-nobody = nobody is near
connect-taken-for = taken for { $id }
connect-left-out = Rows left out
connect-unused = Columns that nothing uses: { $columns }
connect-others = Other files
connect-translates = translates ids for the profile { $profile }
