# The notice for reps, and the dossier for a works council: made from the settings of the project.

info-title = What happens with your data in coaching reviews
info-kind = Information for reps
info-foot = { $organisation } · made from the settings of { $day }
info-headline = A review is a summary for you and your manager to talk about. It decides nothing.
info-oversight = Nobody may decide about your pay, job or employment by this summary alone. People look at it, can correct it, and answer for what they decide. A manager reads and releases each packet before the rep gets it.
info-about = Every { $days } days, we make a summary of your scored calls, coaching and results from the data below.
info-who = Who is responsible
info-who-text = { $organisation }. Questions: { $contact }.
info-officer = Data protection officer: { $officer }.
info-what = What is used, and from where
info-own = { $table } ({ $where }): { $purpose }
info-table = { $what } ({ $where })
info-why = Why
info-why-text = So that coaching talks rest on what was heard and agreed, and not on memory; and to see whether coaching helps.
info-basis = Legal basis: { $basis }.
info-scored = Who scores
info-scored-both = { $ai } of the scores were given by an AI system and the others by people.
info-scored-ai = All scores were given by an AI system.
info-scored-people = People gave all scores.
info-scored-unknown = Your QA platform’s scores are used as they are.
info-dispute = You can dispute a score.
info-disputes = A disputed score does not count until the dispute is settled.
info-no-emotion = Nobody’s emotions are measured.
info-emotion = { $names } measures emotions, for a { $case ->
    [medical] medical
   *[safety] safety
} reason: { $reason }
info-seen = Who sees it
info-seen-rep = Your { $documents }: you and your manager, and no other rep.
info-seen-to-rep = You get your { $documents } once your manager has released them.
info-seen-manager = Your manager also gets them together with those of the team.
info-seen-team = { $documents } of a team: the team’s leaders.
info-seen-org = { $documents } of the organisation: its leaders.
info-seen-median = A median is shown of { $n } people or more.
info-seen-small = In so small a group, people who know it can work out single values.
info-seen-equality = If HR checks whether reviews treat groups of people alike, that data is kept apart: no packet, manager or report gets it.
info-kept = How long it is kept
info-kept-days = { $kind ->
    [exports] exports
    [snapshots] checked exports
    [runs] reviews
    [deliveries] the record of what was sent
   *[other] { $kind }
}: { $days } days
info-kept-unset = No period is set: it is kept until somebody deletes it. Ask { $contact } when that is.
info-kept-rest = No period is set for the rest: ask { $contact }.
info-object = Your rights, and how to object
info-object-text = Write to { $contact }: to see everything that is held about you, to correct or delete it, or to object to its use. Tell us what in a review is wrong; your words can stand in it.
info-complain = You can also complain to { $authority }.
info-complain-any = You can also complain to a data protection authority.

source-acknowledgements = what you have read, and what you said to it
source-coaching_log = coaching sessions, what was agreed and what came of it
source-criteria = what calls are scored on
source-disputes = scores that somebody called wrong
source-goals = your goals
source-opportunities = your deals
source-outcomes = other results, such as customer satisfaction
source-qa_scores = scores of your calls
source-quotas = your quotas
source-review_notes = what your manager writes into the review
source-roster = your name, team, manager, role, days of employment, and e-mail if it is exported
source-scheduled_sessions = when sessions were planned, held or cancelled
source-self_assessments = how you rate yourself
source-skills_matrix = your level of each competency
source-stage_history = when your deals moved on

dossier-title = How coaching reviews use data about employees
dossier-kind = Dossier for the works council
dossier-headline = Made from this project: its contracts, settings, templates and last checked exports.
dossier-statement = Purpose and limits
dossier-statement-text = Reviews are summaries for a person’s judgement. They make no decision and no proposal about pay, promotion, transfer or dismissal, and no document says that one should be made. People look at them, can correct them, and answer for what they decide.
dossier-not-there = Not read in this project: { $tables }.
dossier-fields = Fields and their purposes
dossier-fields-lead = Every table and field that is read. Descriptions are those of the data contracts, in their language; a field marked “confidential” is never in a template’s tables.
dossier-field = Field
dossier-purpose = What it is for
dossier-from = From: { $where }. Contract { $version }.
dossier-confidential = confidential
dossier-groups = Sizes of groups
dossier-groups-text = A median is shown of { $n } people or more. A smaller team sees the organisation’s median.
dossier-groups-raised = Fewer than { $safe } were allowed on purpose (privacy.allow_small_groups): people who know such a group can work out single values.
dossier-team = Team
dossier-people = People
dossier-under = under the limit
dossier-no-exports = The exports have not been checked yet, so there are no numbers here. Run “review-kit validate”.
dossier-readers = Who reads what
dossier-document = Document
dossier-of = About
dossier-reader = Readers
dossier-grain-rep = one rep
dossier-grain-team = a team
dossier-grain-manager = a manager’s reps
dossier-grain-org = the organisation
dossier-read-rep = the rep, once it is released, and the manager
dossier-read-rep-not = the manager
dossier-read-team = { $n ->
    [0] leaders of the team; none is named in the settings
    [one] leaders of the team (1 address in the settings)
   *[other] leaders of the team ({ $n } addresses in the settings)
}
dossier-read-manager = the manager
dossier-read-org = { $n ->
    [0] leaders of the organisation; none is named in the settings
    [one] leaders of the organisation (1 address in the settings)
   *[other] leaders of the organisation ({ $n } addresses in the settings)
}
dossier-read-everybody = everybody
dossier-channels = Delivered by: { $channels }. Every delivery is recorded.
dossier-no-channels = No way of delivery is set: files stay in the project’s folder.
dossier-passwords = Files are encrypted for each recipient.
dossier-no-passwords = Files are not encrypted for each recipient.
dossier-modes = { $shared ->
    [yes] Files can be read by the account that runs review-kit and by its group.
   *[no] Files can be read by the account that runs review-kit and by no other.
}
dossier-equality = Attributes such as gender or age are read by HR’s own report only, from a file outside the project, and only groups of { $n } people or more are shown. No run, document or template can read them.
dossier-retention = How long data is kept
dossier-scorers = Scoring systems
dossier-scorer = Scored by
dossier-scorer-name = Name
dossier-scorer-version = Version
dossier-scores = Scores
dossier-share = Share
dossier-ai = AI
dossier-human = person
dossier-scorers-text = An AI’s scores are compared with people’s, where both have scored; if they disagree too much, documents say so and give no verdict.
dossier-scorers-not = review-kit itself scores nobody and uses no AI: it counts and compares what is exported.
dossier-oversight = Human oversight
dossier-oversight-text = A person releases each document of a rep by name, before the rep gets it (review-kit release). A released document is never changed; a later one is a new revision. Reps can dispute scores, add a statement and set goals.
dossier-oversight-states = Documents for reps in the newest run: { $states }.
dossier-oversight-none = No document for a rep has been released so far.
dossier-settings = Thresholds
dossier-setting = Setting
dossier-value = Value
