# The sites for leaders, managers and the enablement team.

## On every page

site-skip = Skip to the content
site-main = Site
site-home = Start
site-search = Search names
site-search-go = Search
site-periods = Review periods
site-sections = Pages of this period
# $days is a number, $day a date with its year.
site-period = { $days } days up to { $day }
site-foot = Do not publish without a sign-in: these pages are about people
# In the head of the site: for whom it is.
site-for-org = For the leaders of the organisation
site-for-team = For the leaders of the team
site-for-manager = For the manager
site-for-enablement = For the enablement team

## The pages of a period

site-overview = Overview
site-definitions = What the numbers mean
site-scorers = Can the scores be trusted?
site-validation = Validation of the exports
site-lead-org = The report on the whole organisation, and the numbers of its teams and managers.
site-lead-team = The report on the team, and the numbers of its reps.
site-lead-manager = The reps in the order of the conversations, each with packet and conversation sheet.
site-documents = Documents
site-teams = Teams
site-managers = Managers
site-reps = Reps
site-conversations = Conversations
site-order =
    Conversations that cannot wait come first, then the order is by what there is to ask, and by name. It ranks
    nobody.
site-place = No.
site-thin = † Little evidence; the definitions say how little.
# What a file of a document is, as the text of its link.
site-file-pdf = PDF
site-file-html = web page
site-file-xlsx = workbook
site-file-ics = calendar
site-state =
    { $state ->
        [made] made
        [reviewed] reviewed
        [released] released
        [delivered] delivered
       *[acknowledged] acknowledged
    }

## Lists and their filters

site-find = Name
site-by-team = Team
site-by-manager = Manager
site-by-kind = Kind
site-all = All
site-kind-rep = rep
site-kind-team = team
site-kind-manager = manager
site-kind-org = organisation
# $n and $of are numbers that the page puts in.
site-shown = { $n } of { $of } shown
site-nobody = Nobody of that name.
site-names = Names
site-names-lead = Everybody in this site, with the review periods that show them.
site-name = Name

## What the run made, for the enablement team

site-batch = What the run made
site-made = Documents by report
site-document = Document
site-about = About
site-number = Number
site-status = Status
site-look = To look at
site-failed = Not made
site-where = Where it failed
site-delivery = Documents for reps, by how far they have come

## Definitions, scorers, validation

site-reading = Words and signs
site-verdicts = Verdicts on a { -skill }
site-metrics = Numbers
site-scorers-verdict = Verdict
site-validation-full = The whole verdict, with rows and reasons

## Over the quarters

site-quarters = Over the quarters
# $days is the length of the windows.
site-quarters-lead = The last review of each quarter, of { $days } days each.
site-quarters-read =
    Each number stands as its quarter's documents printed it, with its 95 % range. Numbers vary from quarter to quarter
    anyway: where two ranges overlap, do not speak of a change. A dash means that the evidence did not carry a number.
site-quarters-one = There is only one quarter yet.
site-quarters-settings = These settings were not the same in all quarters, so some numbers mean something else: { $settings }.
site-quarters-group = Together
site-quarters-picture = Course
site-measure = Number
# Read aloud in place of the drawing. $values such as "Q2 2026: 71 %; Q3 2026: 74 %".
site-picture = { $title }. { $values }
site-picture-value = { $quarter }: { $value }
