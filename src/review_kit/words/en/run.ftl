# Pages about a run: its summary, and the page in place of a document that failed.

run-title = { $organisation } · Run { $run }
run-page-title = Run { $run }

## The summary

run-interrupted = This run was interrupted. Give the same command again: it goes on where it stopped.
run-running = This run has been going on since { $moment }.
run-failed =
    { $n ->
        [one] 1 of { $of } documents could not be made.
       *[other] { $n } of { $of } documents could not be made.
    }
run-made =
    { $n ->
        [one] 1 of { $of } documents was made
       *[other] { $n } of { $of } documents were made
    }{ $unchanged ->
        [0] .
        [one] ; 1 was up to date.
       *[other] ; { $unchanged } were up to date.
    }
run-nothing =
    { $n ->
        [0] There was nothing to make.
        [one] Nothing to make: the one document is up to date.
       *[other] Nothing to make: all { $n } documents are up to date.
    }
run-window = { $days } days up to { $day }.
# How many documents are what, in a list: "48 made, 2 failed".
run-counts = { $counts }.
run-count =
    { $status ->
        [made] { $n } made
        [unchanged] { $n } unchanged
        [failed] { $n } failed
        [outdated] { $n } outdated
        [removed] { $n } removed
       *[planned] { $n } planned
    }
run-count-none = none
run-narrowed = This run was asked for { $names } only.
run-validation = Validation of the exports
run-not-made = Not made
run-for = For
run-document = Document
run-where = Where
run-what-went-wrong = What went wrong
run-look-at = Look at these before you release them
run-look-at-what = What was found
run-removed = Removed
run-removed-why = These documents have no rep, team, manager or template any more.
# One for each grain: whom a document is about.
run-from-template-rep = One for each rep, from { $template }
run-from-template-team = One for each team, from { $template }
run-from-template-manager = One for each manager, from { $template }
run-from-template-org = One for the organisation, from { $template }
run-files = Files
run-pages = Pages
run-made-in = Made in
run-status = Status
run-status-of =
    { $status ->
        [made] made
        [unchanged] unchanged
        [failed] failed
        [outdated] outdated
       *[planned] planned
    }
# $formats such as "PDF".
run-without = without { $formats }
run-size = { $kilobytes } kB
run-foot =
    Snapshot { $snapshot } · review-kit { $version } · { $duration } on { $workers ->
        [one] 1 worker
       *[other] { $workers } workers
    }

# What nobody should miss, at the end of the summary and on the terminal.
run-note-no-template = { $file }: no metadata.review_kit, so it is not a report template
run-note-no-workbook = { $file }: mentions return.xlsx, but no template of grain '{ $grain }' makes it; add "workbook": "return" to its metadata.review_kit
run-note-nothing-behind = { $file }: no template of grain 'rep' makes '{ $behind }.pdf', so nothing is bound behind the packets
run-note-own-metric = Your metric { $metric } has no numbers ({ $place }): { $problem }. { $advice }
run-note-no-words = review-kit has no words in '{ $language }', the language of { $reps } in the roster, so their documents are in '{ $instead }'. docs/words.md says how to add a language.
run-note-reps-and-more = { $reps } and { $n } more
# $what lists the documents, each with its files.
run-note-damaged = { $n ->
    [one] 1 document was damaged and { $fate ->
        [removed] removed: { $what }.
        [made-again] made again: { $what }.
       *[left] left alone (not part of this run): { $what }.
    }
   *[other] { $n } documents were damaged and { $fate ->
        [removed] removed: { $what }.
        [made-again] made again: { $what }.
       *[left] left alone (not part of this run): { $what }.
    }
}
run-note-changed-kept = The changed files are kept in { $folder }/.
run-damage-of = { $document }: { $damage }
run-damage-more = and { $n } more
run-damage-missing = { $file } is missing
run-damage-changed = { $file } was changed

run-duration-seconds = { $seconds } s
run-duration-minutes = { $minutes } min { $seconds } s
run-duration-hours = { $hours } h { $minutes } min

## In place of a document that failed

failed-page-title = Not made: { $title } for { $name }
failed-title = { $title } for { $name }
failed-title-with-id = { $title } for { $name } ({ $id })
failed-made-not-checked = This document was made, but it did not pass its check, so it is not delivered.
failed-changed-afterwards = Something else wrote to this document after it was made, so it is not delivered.
failed-not-made = This document could not be made.
failed-cell = { $template }, cell { $cell }
failed-line = { $template }, line { $line }
failed-cell-and-line = { $template }, cell { $cell }, line { $line }
# A link to the notebook.
failed-as-it-was-made = Executed notebook: the document as it was made
failed-as-far-as-it-came = The notebook, as far as it came
failed-fix-and-repeat = Fix what is named above, then give the same command again: only what failed is made.
failed-who-wrote =
    A template that writes into the run's folder does this: a notebook shows its results and writes no files there. So does
    another program that works in the folder. Find it, then give the same command again: only what failed is made.
failed-look =
    If the same cell fails for everybody, the template is at fault: open it, give it the parameters of this document, and run
    it cell by cell. If it fails here only, look at the data behind this page. Then give the same command again: only what
    failed is made.
failed-traceback = Traceback
failed-foot = The other documents of the run are made all the same. Key { $key }.
