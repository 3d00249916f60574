"""A small file of the shape that each system exports, and what the project has to say about it.

All people and deals are invented; the headings are those of the systems.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date,email,manager_email\n"
    "r1,Ana Ruiz,m1,Bo Chen,North,2020-01-07,ana@acme.example,bo@acme.example\n"
    "r2,Zoë Åkesson,m1,Bo Chen,North,2021-05-03,zoe@acme.example,bo@acme.example\n"
)
CRITERIA = (
    "criterion_id,criterion,parent_criterion_id,weight,outcome_metric,rubric_version,valid_from\n"
    "OBJ,Objection handling,,60,win_rate,v1,2025-01-01\n"
    "OBJ1,Price objection,OBJ,100,win_rate,v1,2025-01-01\n"
    "DISC,Discovery,,40,win_rate,v1,2025-01-01\n"
    "DISC1,Impact questions,DISC,100,win_rate,v1,2025-01-01\n"
)


@dataclass(frozen=True)
class Shape:
    """One system's export of one table, and the rows that it makes."""

    system: str
    table: str
    profile: str
    files: dict[str, str]
    """Name in the project → content; the first is the export, others lie beside it."""
    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    left_out: dict[str, int] = field(default_factory=dict)
    settings: str = ""
    """Further lines under ``[sources.<table>]``."""
    own: str = ""
    """Lines of an own profile that extends the shipped one, where the system cannot do without."""
    notices: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    """What ``connect`` has to be told, as ``--say`` tells it, for these rows."""
    after_connect: int = 0
    """Lines of TOML that have to be written by hand even after ``connect``."""

    @property
    def path(self) -> str:
        """Where the export lies."""
        return next(iter(self.files))

    @property
    def lines(self) -> int:
        """Lines of TOML that a project needs for it."""
        source = ["[sources]", "path", "profile", *self.settings.split("\n")]
        own = ["extends", "description", *self.own.split("\n")] if self.own else []
        return sum(1 for line in (*source, *own) if line.strip())


QA = ("call_id", "rep_id", "call_at", "criterion_id", "score", "max_score", "evaluator")
DEAL = ("opportunity_id", "rep_id", "stage", "is_closed", "is_won", "amount", "close_date")
LOG = ("entry_id", "rep_id", "manager_id", "session_date", "criterion_id", "score_after", "minutes")
RUBRIC = ("criterion_id", "criterion", "parent_criterion_id", "weight")
QUOTA = ("rep_id", "period_start", "period_end", "quota", "currency")
CALENDAR = ("rep_id", "manager_id", "scheduled_date", "status", "minutes")
PEOPLE = ("rep_id", "rep_name", "manager_id", "manager_name", "team", "hire_date")

RUBRIC_ROWS: list[tuple[str | None, ...]] = [
    ("objection-handling", "Objection handling", None, "25"),
    ("price-objection", "Price objection", "objection-handling", "40"),
    ("timing", "Timing", "objection-handling", "60"),
    ("discovery", "Discovery", None, "75"),
]
RUBRIC_GUESSES = ("guessed_value",) * 3

SHAPES = (
    Shape(
        "Insight7 (scorecard)", "qa_scores", "insight7",
        {"exports/i7.csv": (
            "Call ID,Agent,Call date,Evaluated by,Overall score,Objection handling,"
            "Objection handling > Price objection,Discovery,Discovery: Impact questions,Summary\n"
            'c1,Ana Ruiz,"Jul 1, 2026 10:15 AM",AI,71%,50%,40%,N/A,60%,"Good, but\nrushed"\n'
            'c2,Zoë Åkesson,"Jul 2, 2026 10:15 AM",Bo Chen,70%,55%,,80%,65%,\n'
        )},
        QA,
        [
            ("c1", "r1", "2026-07-01T10:15:00", "OBJ", "50", "100", "ai"),
            ("c1", "r1", "2026-07-01T10:15:00", "OBJ1", "40", "100", "ai"),
            ("c1", "r1", "2026-07-01T10:15:00", "DISC1", "60", "100", "ai"),
            ("c2", "r2", "2026-07-02T10:15:00", "OBJ", "55", "100", "human"),
            ("c2", "r2", "2026-07-02T10:15:00", "DISC", "80", "100", "human"),
            ("c2", "r2", "2026-07-02T10:15:00", "DISC1", "65", "100", "human"),
        ],
        {"question without an answer": 2},
        notices=("unnamed_values",),
    ),
    Shape(
        "Insight7 (criteria)", "criteria", "insight7_criteria",
        {"exports/i7c.csv": (
            "Category,Sub-criterion,Weight\nObjection handling,,25%\n"
            "Objection handling,Price objection,40%\nObjection handling,Timing,60%\nDiscovery,,75%\n"
        )},
        RUBRIC, RUBRIC_ROWS, notices=RUBRIC_GUESSES,
    ),
    Shape(
        "Chorus (JSON:API)", "qa_scores", "chorus",
        {"exports/chorus.json": (
            '{"data": [{"id": "sc1", "type": "scorecard", "attributes": {"recording_id": "AB12", '
            '"submitted_at": "2026-08-03T10:00:00.000Z", "is_ai": false, "scores": [{"criterion": '
            '"Discovery", "score": 4, "max": 5}, {"criterion": "Objection handling", "score": null, '
            '"max": 5}]}, "relationships": {"user": {"data": {"id": "u1", "type": "user"}}}}], '
            '"included": [{"id": "u1", "type": "user", "attributes": {"email": "zoe@acme.example"}}]}'
        )},
        QA, [("AB12", "r2", "2026-08-03T10:00:00+00:00", "DISC", "4", "5", "human")],
        {"answer without a score": 1},
    ),
    Shape(
        "Chorus (CSV)", "qa_scores", "chorus_csv",
        {"exports/chorus.csv": (
            "Meeting URL,Subject,Meeting date,Recipient,Submitted by,Overall score,Discovery (of 5),"
            "Objection handling (of 5),Discovery comment\n"
            "https://chorus.example/AB12,Acme,2026-08-03 10:00,Ana Ruiz,Bo Chen,80%,4,3 - Fair,ok\n"
        )},
        QA,
        [
            ("https://chorus.example/AB12", "r1", "2026-08-03T10:00:00", "DISC", "4", "5", "human"),
            ("https://chorus.example/AB12", "r1", "2026-08-03T10:00:00", "OBJ", "3", "5", "human"),
        ],
        notices=("unnamed_values",),
    ),
    Shape(
        "Amazon Connect", "qa_scores", "amazon_connect",
        {
            "exports/connect/1.json": (
                '{"schemaVersion": "3.1", "evaluationId": "e1", "metadata": {"contactId": "k1", '
                '"agentId": "a-1", "evaluator": "jane", "evaluationStartTimestamp": '
                '"2026-07-14T17:57:08.649Z", "score": {"percentage": 90}}, "sections": [{"sectionRefId": '
                '"s1", "score": {"percentage": 90}}], "questions": [{"questionRefId": "q1", "sectionRefId": '
                '"s1", "questionText": "Discovery", "answer": {"value": "8"}, "score": {"percentage": 80}}, '
                '{"questionRefId": "q2", "sectionRefId": "s1", "questionText": "Objection handling", '
                '"answer": {"value": ""}, "score": {"notApplicable": true}}]}'
            ),
            "exports/amazon_connect_users.csv": "Id,Email\na-1,ana@acme.example\n",
        },
        QA, [("k1", "r1", "2026-07-14T17:57:08.649+00:00", "DISC", "80", "100", "human")],
        {"not applicable answer": 1},
    ),
    Shape(
        "MaestroQA", "qa_scores", "maestroqa",
        {
            "exports/maestroqa.csv": (
                "answer_id,gradable_id,template_id,question_id,raw_score,normalized_score,is_na\n"
                "a1,88001,t1,q1,4,80,false\na1,88001,t1,q2,,,true\na2,88002,t1,q1,2,40,false\n"
            ),
            "exports/maestroqa_answers.csv": (
                "answer_id,gradee_id,grader_email,created_at\n"
                "a1,ana@acme.example,bo@acme.example,2026-07-01T09:00:00Z\n"
                "a2,zoe@acme.example,bo@acme.example,2026-07-02T09:00:00Z\n"
            ),
            "exports/maestroqa_questions.csv": "question_id,name\nq1,Discovery\nq2,Objection handling\n",
        },
        QA,
        [
            ("88001", "r1", "2026-07-01T09:00:00+00:00", "DISC", "80", "100", "human"),
            ("88002", "r2", "2026-07-02T09:00:00+00:00", "DISC", "40", "100", "human"),
        ],
        {"not applicable answer": 1},
    ),
    Shape(
        "Zendesk QA (reviews)", "qa_scores", "zendesk_qa",
        {"exports/zendesk.json": (
            '{"conversations": [{"externalId": "88001", "url": "https://qa.example/88001", "createdAtISO": '
            '"2026-07-01T09:00:00Z", "reviews": [{"id": "9001", "reviewer": {"email": "bo@acme.example", '
            '"name": "Bo Chen"}, "reviewee": {"email": "ana@acme.example", "name": "Ana"}, "score": 65, '
            '"ratings": [{"categoryId": "11", "categoryName": "Discovery", "score": 80, "weight": 1, '
            '"critical": false}, {"categoryId": "12", "categoryName": "Objection handling", "score": 50, '
            '"weight": 1, "critical": false}, {"categoryId": "13", "categoryName": "Price objection", '
            '"score": null, "weight": 1, "critical": false}]}], "comments": [], "workspaceId": "7"}, '
            '{"externalId": "88002", "createdAtISO": "2026-07-02T09:00:00Z", "reviews": []}], '
            '"pagination": {"page": 1, "pageSize": 100, "total": 2}}'
        )},
        QA,
        [
            ("88001", "r1", "2026-07-01T09:00:00+00:00", "DISC", "80", "100", "human"),
            ("88001", "r1", "2026-07-01T09:00:00+00:00", "OBJ", "50", "100", "human"),
        ],
        {"answer without a score": 1, "no reviews.ratings in it": 1},
    ),
    Shape(
        "Zendesk QA (AutoQA)", "qa_scores", "zendesk_autoqa",
        {"exports/autoqa.json": (
            '{"rows": [{"autoqaRatingId": "r1", "autoqaReviewId": "v1", "externalTicketId": "88001", '
            '"conversationCreatedAt": "2026-07-01T09:00:00Z", "revieweeEmail": "zoe@acme.example", '
            '"ratingCategoryName": "Discovery", "score": 75, "weight": 1, "evaluated": true}, '
            '{"autoqaRatingId": "r2", "autoqaReviewId": "v1", "externalTicketId": "88001", '
            '"conversationCreatedAt": "2026-07-01T09:00:00Z", "revieweeEmail": "zoe@acme.example", '
            '"ratingCategoryName": "Objection handling", "score": 0, "weight": 1, "evaluated": false}], '
            '"pagination": {"page": 1, "pageSize": 100, "total": 2}, "nextCursor": ""}'
        )},
        QA, [("88001", "r2", "2026-07-01T09:00:00+00:00", "DISC", "75", "100", "ai")],
        {"not applicable answer": 1},
    ),
    Shape(
        "Any QA tool (a column per criterion)", "qa_scores", "qa_wide",
        {"exports/qa.csv": (
            "Call ID,Agent,Date,Reviewer,Discovery (of 10),Objection handling,Objection handling max,"
            "Price objection,Total score,Comments\n"
            "c1,ana@acme.example,2026-07-01,Auto QA,7,3,4,Yes,85,fine\n"
            "c2,zoe@acme.example,2026-07-02,,9/10,2 - Poor,4,No,60,\nAverage,,,,8,2.5,4,,72,\n"
        )},
        QA,
        [
            ("c1", "r1", "2026-07-01T00:00:00", "DISC", "7", "10", "ai"),
            ("c1", "r1", "2026-07-01T00:00:00", "OBJ", "3", "4", "ai"),
            ("c1", "r1", "2026-07-01T00:00:00", "OBJ1", "1", "1", "ai"),
            ("c2", "r2", "2026-07-02T00:00:00", "DISC", "9", "10", "human"),
            ("c2", "r2", "2026-07-02T00:00:00", "OBJ", "2", "4", "human"),
            ("c2", "r2", "2026-07-02T00:00:00", "OBJ1", "0", "1", "human"),
        ],
        {"footer row": 1},
    ),
    Shape(
        "Any QA tool (a row per criterion)", "qa_scores", "qa_long",
        {"exports/qa.csv": (
            "Interaction ID;Agent name;Interaction date;Question;Score;Points possible;Evaluator\n"
            "c1;Ana Ruiz;2026-07-01;Discovery;8;10;Bo Chen\nc1;Ana Ruiz;2026-07-01;Price objection;Pass;;"
            "Bo Chen\nc1;Ana Ruiz;2026-07-01;Objection handling;;4;Bo Chen\n"
        )},
        QA,
        [
            ("c1", "r1", "2026-07-01T00:00:00", "DISC", "8", "10", "human"),
            ("c1", "r1", "2026-07-01T00:00:00", "OBJ1", "1", "1", "human"),
        ],
        {"answer without a score": 1}, notices=("unnamed_values",),
    ),
    Shape(
        "Salesforce (users)", "roster", "salesforce_users",
        {"exports/users.csv": (
            "Id,FirstName,LastName,Email,ManagerId,Manager.Name,UserRole.Name,IsActive,Start_Date__c\n"
            "0055g00000AbCdE,Ana,Ruiz,ana@acme.example,0055g00000AbCdM,Bo Chen,North,true,2020-01-07\n"
            "0055g00000AbCdF,Tom,Old,tom@acme.example,0055g00000AbCdM,Bo Chen,North,false,2020-01-07\n"
        )},
        PEOPLE,
        [("0055g00000AbCdE", "Ana Ruiz", "0055g00000AbCdM", "Bo Chen", "North", "2020-01-07")],
        {"inactive user": 1},
    ),
    Shape(
        "Salesforce (summary report)", "opportunities", "salesforce_report",
        {"exports/report.csv": (
            "Opportunity Owner  ↑,Stage  ↑,Opportunity ID,Amount,Created Date,Close Date\n"
            "Ana Ruiz,Closed Won,006A,\"USD 1,000.00\",2026-07-01,2026-08-01\n"
            ",,006B,\"USD 2,000.00\",2026-07-01,2026-08-02\n,Subtotal,,\"USD 3,000.00\",,\n,,,Count,2,\n"
            ",Negotiation,006C,USD 500.00,2026-07-01,2026-12-01\nSubtotal,,,\"USD 3,500.00\",,\n"
            "Total,,,\"USD 3,500.00\",,\nConfidential Information - Do Not Distribute,,,,,\n"
        )},
        DEAL,
        [
            ("006A", "r1", "Closed Won", "true", "true", "1000.00", "2026-08-01"),
            ("006B", "r1", "Closed Won", "true", "true", "2000.00", "2026-08-02"),
            ("006C", "r1", "Negotiation", "false", "false", "500.00", "2026-12-01"),
        ],
        {"footer row": 5}, notices=("unnamed_values",),
    ),
    Shape(
        "Salesforce (coaching object)", "coaching_log", "salesforce_coaching",
        {"exports/coaching.csv": (
            "Id,Rep__c,Coach__c,Session_Date__c,Skill__c,Score_After__c,Duration__c,Status__c\n"
            "a01A,r1,m1,2026-07-01,Discovery;Objection handling,62%,30,Completed\n"
        )},
        LOG,
        [
            ("a01A", "r1", "m1", "2026-07-01", "DISC", "62", "30"),
            ("a01A-2", "r1", "m1", "2026-07-01", "OBJ", "62", "30"),
        ],
    ),
    Shape(
        "Salesforce (quotas)", "quotas", "salesforce_quotas",
        {"exports/sf_quotas.csv": (
            "QuotaOwner.Email,StartDate,QuotaAmount\nana@acme.example,2026-07-01,50000\n"
        )},
        QUOTA, [("r1", "2026-07-01", "2026-07-31", "50000", "EUR")],
    ),
    Shape(
        "HubSpot (API)", "opportunities", "hubspot_json",
        {
            "exports/hs.json": (
                '{"results": [{"id": "9001", "properties": {"amount": "10000", "closedate": '
                '"2026-08-12T15:30:00Z", "createdate": "2026-06-01T07:10:00.123Z", "dealname": "Alpha", '
                '"dealstage": "closedwon", "hubspot_owner_id": "71234567", "hs_is_closed_won": "true", '
                '"hs_is_closed": "true", "deal_currency_code": "EUR"}, "archived": false}]}'
            ),
            "exports/hubspot_owners.csv": "id,email\n71234567,ana@acme.example\n",
        },
        DEAL, [("9001", "r1", "Closed won", "true", "true", "10000", "2026-08-12")],
    ),
    Shape(
        "HubSpot (a column per stage)", "stage_history", "hubspot_stage_dates",
        {"exports/hs.csv": (
            'Record ID,Deal Name,"Date entered ""Contract Sent (Sales Pipeline)""",'
            '"Date entered ""Closed Won (Sales Pipeline)"""\n9001,Alpha,2026-06-01 09:10,\n'
            "9002,Beta,2026-06-02 09:10,2026-08-12 15:30\n"
        )},
        ("opportunity_id", "stage", "entered_at"),
        [
            ("9001", "Contract Sent (Sales Pipeline)", "2026-06-01T09:10:00"),
            ("9002", "Contract Sent (Sales Pipeline)", "2026-06-02T09:10:00"),
            ("9002", "Closed won", "2026-08-12T15:30:00"),
        ],
        {"question without an answer": 1},
    ),
    Shape(
        "HubSpot (coaching object)", "coaching_log", "hubspot_coaching",
        {"exports/coaching.csv": (
            "Record ID,Session date,Rep,Manager,Skill,Score after,Minutes\n"
            "5501,2026-07-01,Ana Ruiz,Bo Chen,Discovery,62,30\n"
        )},
        LOG, [("5501", "r1", "m1", "2026-07-01", "DISC", "62", "30")],
    ),
    Shape(
        "HR system", "roster", "hr_roster",
        {"exports/hr.csv": (
            "Employee ID,First Name,Last Name,Work Email,Manager ID,Manager First Name,"
            "Manager Last Name,Department,Job Title,Hire Date\n"
            "00123,Ana,Ruiz,ana@acme.example,00107,Bo,Chen,Sales North,AE,2020-01-07\n"
            "00125,Kim,Lee,kim@acme.example,00107,Bo,Chen,Finance,Controller,2020-01-07\n"
        )},
        PEOPLE, [("00123", "Ana Ruiz", "00107", "Bo Chen", "Sales North", "2020-01-07")],
        {"not in sales": 1},
        own='[[leave_out]]\nreason = "not in sales"\nunless = { Department = "Sales" }',
        after_connect=3,
    ),
    Shape(
        "Rubric sheet (indented)", "criteria", "rubric_sheet",
        {"exports/rubric.csv": (
            "Criterion,Weight\nObjection handling,0.25\n   Price objection,0.4\n   Timing,0.6\n"
            "Discovery,0.75\nTotal,1\n"
        )},
        RUBRIC, RUBRIC_ROWS, {"footer row": 1}, notices=RUBRIC_GUESSES,
    ),
    Shape(
        "Rubric sheet (category beside its criteria)", "criteria", "rubric_sheet",
        {"exports/rubric.csv": (
            "Category,Category weight,Criterion,Weight\nObjection handling,25%,Price objection,40%\n"
            "Objection handling,25%,Timing,60%\nDiscovery,75%,Impact questions,100%\n"
        )},
        RUBRIC,
        [*RUBRIC_ROWS, ("impact-questions", "Impact questions", "discovery", "100")],
        notices=RUBRIC_GUESSES,
    ),
    Shape(
        "Rubric sheet (by parent)", "criteria", "rubric_by_parent",
        {"exports/rubric.csv": (
            "Criterion,Parent,Weight\nObjection handling,,25\nPrice objection,Objection handling,40\n"
            "Timing,Objection handling,60\nDiscovery,,75\n"
        )},
        RUBRIC, RUBRIC_ROWS, notices=RUBRIC_GUESSES,
    ),
    Shape(
        "Quotas in a wide sheet", "quotas", "quotas_wide",
        {"exports/q.csv": (
            "Rep,Team,Jul 2026,Aug 2026,Q3 2026\nAna Ruiz,North,\"€40,000\",\"€45,000\",\"€85,000\"\n"
            "Total,,\"€40,000\",\"€45,000\",\"€85,000\"\n"
        )},
        QUOTA,
        [
            ("r1", "2026-07-01", "2026-07-31", "40000", "EUR"),
            ("r1", "2026-08-01", "2026-08-31", "45000", "EUR"),
        ],
        {"footer row": 1},
    ),
    Shape(
        "Calendar (.ics)", "scheduled_sessions", "calendar",
        {"exports/bo.ics": "\r\n".join((
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN",
            "BEGIN:VEVENT", "UID:1", "SUMMARY:1:1 Ana / Bo", "DTSTART:20260701T080000Z",
            "DTEND:20260701T083000Z", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260708T080000Z",
            "ORGANIZER;CN=Bo Chen:mailto:bo@acme.example",
            "ATTENDEE;CN=Ana Ruiz:mailto:ana@acme.example",
            "ATTENDEE;CN=Bo Chen:mailto:bo@acme.example", "END:VEVENT",
            "BEGIN:VEVENT", "UID:1", "RECURRENCE-ID:20260715T080000Z", "STATUS:CANCELLED",
            "SUMMARY:1:1 Ana / Bo", "DTSTART:20260715T080000Z", "DTEND:20260715T083000Z",
            "ORGANIZER:mailto:bo@acme.example", "ATTENDEE:mailto:ana@acme.example", "END:VEVENT",
            "BEGIN:VEVENT", "UID:2", "SUMMARY:Lunch", "DTSTART:20260702T100000Z",
            "DTEND:20260702T110000Z", "ATTENDEE:mailto:ana@acme.example", "END:VEVENT",
            "BEGIN:VEVENT", "UID:3", "SUMMARY:Coaching Zoe", "DTSTART:20270702T100000Z",
            "DTEND:20270702T110000Z", "ATTENDEE:mailto:zoe@acme.example", "END:VEVENT",
            "END:VCALENDAR", "",
        ))},
        CALENDAR,
        [
            ("r1", "m1", "2026-07-01", "held", "30"),
            ("r1", "m1", "2026-07-15", "cancelled", "30"),
        ],
        {"event after the day of the export": 1, "no coaching session by its title": 1},
        settings="exported_on = 2026-08-01", notices=("guessed_value",),
    ),
    Shape(
        "Calendar (Outlook CSV)", "scheduled_sessions", "calendar",
        {"exports/bo.csv": (
            '"Subject","Start Date","Start Time","End Date","End Time","All day event",'
            '"Meeting Organizer","Required Attendees","Show time as"\n'
            '"Coaching Ana","7/13/2026","9:00:00 AM","7/13/2026","9:45:00 AM","False","Bo Chen",'
            '"Ana Ruiz; Bo Chen","2"\n'
            '"Coaching off-site","7/14/2026","12:00:00 AM","7/15/2026","12:00:00 AM","True","Bo Chen",'
            '"Ana Ruiz","3"\n'
        )},
        CALENDAR, [("r1", "m1", "2026-07-13", "held", "45")], {"all-day event": 1},
        settings='date_order = "month_first"', notices=("guessed_value",),
    ),
    Shape(
        "Gong (API)", "qa_scores", "gong_json",
        {
            "exports/gong/1.json": (
                '{"records": {"totalRecords": 1, "currentPageSize": 1, "currentPageNumber": 0}, '
                '"answeredScorecards": [{"answeredScorecardId": 7123456789012345678, "callId": '
                '"9123456789012345678", "callStartTime": "2026-07-01T09:00:00Z", "reviewedUserId": "77", '
                '"reviewMethod": "AUTOMATIC", "answers": [{"questionId": "q1", "isOverall": false, "score": '
                '4, "notApplicable": false}, {"questionId": "q0", "isOverall": true, "score": 4}]}]}'
            ),
            "exports/gong_users.json": '{"users": [{"id": "77", "emailAddress": "ana@acme.example"}]}',
            "exports/gong_scorecards.json": (
                '{"scorecards": [{"scorecardId": "s", "questions": [{"questionId": "q1", '
                '"questionText": "Discovery", "maxRange": 5}]}]}'
            ),
        },
        QA,
        [("9123456789012345678", "r1", "2026-07-01T09:00:00+00:00", "DISC", "4", "5", "ai")],
        {"overall rating, not a criterion": 1},
    ),
    Shape(
        "Gong (landed table)", "qa_scores", "gong",
        {
            "exports/landed.csv": (
                "answered_scorecard_id,call_id,call_start_time,reviewed_user_id,review_method,answers\n"
                '7419283746519283746,9123456789012345678,2026-07-01 09:00:00+00,77,MANUAL,'
                '"[{""questionId"": 12345678901234567891, ""isOverall"": false, ""score"": 4}, '
                '{""questionId"": 5, ""isOverall"": true, ""score"": 3}]"\n'
            ),
            "exports/gong_users.json": '{"users": [{"id": "77", "emailAddress": "ana@acme.example"}]}',
            "exports/gong_scorecards.json": (
                '{"scorecards": [{"scorecardId": "s", "questions": [{"questionId": 12345678901234567891, '
                '"questionText": "Discovery", "maxRange": 10}]}]}'
            ),
        },
        QA,
        [("9123456789012345678", "r1", "2026-07-01T09:00:00+00:00", "DISC", "4", "10", "human")],
        {"overall rating, not a criterion": 1},
    ),
    Shape(
        "Gong (CSV)", "qa_scores", "gong_csv",
        {"exports/gong.csv": (
            "Call ID,Call title,Call date,Reviewed user,Scored by,Discovery,Objection handling,"
            "Overall score\n"
            "7001,Acme,2026-07-01,Ana Ruiz,Bo Chen,4,3,4\n"
        )},
        QA,
        [
            ("7001", "r1", "2026-07-01T00:00:00", "DISC", "4", "10", "human"),
            ("7001", "r1", "2026-07-01T00:00:00", "OBJ", "3", "10", "human"),
        ],
        own="[columns]\nmax_score = { constant = 10 }", notices=("unnamed_values",),
        answers=(("qa_scores.score.scale", "of 10"),),
    ),
    Shape(
        "Salesforce (Data Loader)", "opportunities", "salesforce",
        {
            "exports/sf.csv": (
                "Id,OwnerId,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon\n"
                "006A,005X,Closed Won,1250.5,2026-03-31,2026-01-05T10:30:00.000+0000,true,true\n"
            ),
            "exports/salesforce_users.csv": "Id,Email\n005X,ana@acme.example\n",
        },
        DEAL, [("006A", "r1", "Closed Won", "true", "true", "1250.5", "2026-03-31")],
    ),
    Shape(
        "Salesforce (report, details)", "opportunities", "salesforce_report",
        {"exports/report.csv": (
            '"Opportunity Owner","Stage","Amount","Close Date","Created Date","Opportunity ID"\n'
            '"Ana Ruiz","Closed Won","€1,234.00","31/03/2026","05/01/2026","006A"\n'
            '"Grand Totals (1 records)"\n"Confidential Information - Do Not Distribute"\n'
        )},
        DEAL, [("006A", "r1", "Closed Won", "true", "true", "1234.00", "2026-03-31")],
        {"footer row": 2}, settings='date_order = "day_first"',
    ),
    Shape(
        "Salesforce (report, German)", "opportunities", "salesforce_report",
        {"exports/bericht.csv": (
            "Opportunity-ID;Inhaber;Phase;Betrag;Schlusstermin;Erstellungsdatum\n"
            "006D;Ana Ruiz;Gewonnen;12.000,00;12.08.2026;01.06.2026\nGesamtsummen (1 Datensatz)\n"
            "Vertrauliche Informationen - Nicht weitergeben\n"
        )},
        DEAL, [("006D", "r1", "Gewonnen", "true", "true", "12000.00", "2026-08-12")],
        {"footer row": 2}, settings='date_order = "day_first"',
    ),
    Shape(
        "Salesforce (OpportunityHistory)", "stage_history", "salesforce_stage_history",
        {"exports/history.csv": (
            "OpportunityId,StageName,CreatedDate\n006A,Prospecting,2026-01-05T10:30:00Z\n"
        )},
        ("opportunity_id", "stage", "entered_at"),
        [("006A", "Prospecting", "2026-01-05T10:30:00+00:00")],
    ),
    Shape(
        "HubSpot (labels)", "opportunities", "hubspot",
        {"exports/deals.csv": (
            "Record ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Deal owner\n"
            "98765432109,A,Closed won,1250.5,EUR,2026-01-05 10:15,2026-03-31 09:00,Ana Ruiz\n"
        )},
        DEAL, [("98765432109", "r1", "Closed won", "true", "true", "1250.5", "2026-03-31")],
    ),
    Shape(
        "HubSpot (internal names)", "opportunities", "hubspot",
        {
            "exports/deals.csv": (
                "hs_object_id,dealstage,amount,createdate,closedate,hubspot_owner_id,hs_is_closed,"
                "hs_is_closed_won\n98765432109,closedwon,1250.5,2026-01-05T09:15:00Z,"
                "2026-03-31T07:00:00Z,501,true,true\n"
            ),
            "exports/hubspot_owners.csv": "id,email\n501,ana@acme.example\n",
        },
        DEAL, [("98765432109", "r1", "Closed won", "true", "true", "1250.5", "2026-03-31")],
    ),
    Shape(
        "HubSpot (a row per stage)", "stage_history", "hubspot_stage_history",
        {"exports/history.csv": (
            "Record ID,Deal Stage,Date entered stage\n9001,closedwon,2026-03-31 09:00\n"
        )},
        ("opportunity_id", "stage", "entered_at"), [("9001", "Closed won", "2026-03-31T09:00:00")],
    ),
    Shape(
        "Shared coaching sheet", "coaching_log", "spreadsheet_coaching_log",
        {"exports/log.csv": (
            "Coaching 2026,,,,,\nDate,Rep,Manager,Behavior,After,Minutes\nJuly 2026,,,,,\n"
            '"July 2, 2026",Ana Ruiz,Bo Chen,Discovery; Objection handling,62%,45 min\nTotal,,,,,45\n'
        )},
        LOG[1:],
        [
            ("r1", "m1", "2026-07-02", "DISC", "62", "45"),
            ("r1", "m1", "2026-07-02", "OBJ", "62", "45"),
        ],
        {"footer row": 1, "title between the rows": 1},
    ),
)  # fmt: skip


def _after(each: Shape) -> str:
    asked = "" if not each.answers else f", and {len(each.answers)} answer"
    return f"{each.after_connect}{asked}"


def table_of_lines() -> str:
    """What a project writes for each system, as a table of the documentation."""
    head = "| system | table | profile | lines by hand | lines after `connect` |\n|---|---|---|---|---|\n"
    rows = sorted(
        f"| {each.system} | {each.table} | `{each.profile}` | {each.lines} | {_after(each)} |"
        for each in SHAPES
    )
    return head + "\n".join(rows) + "\n"
