"""The export contract as data: tables, columns, types, codes and value limits.

Nothing here reads a file. `ingest` types what it reads by this, `demo` writes by it,
and the pages take their code lists from it.
"""

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal[
    "string", "code", "municipality", "date", "timestamp", "integer", "number", "boolean"
]

DEMO_KEY = b"keepgoing_demo"  # in a Parquet file's metadata: these people do not exist

PROGRAMMES = ("den_gode_loesladelse", "keepworking", "mentor")
END_REASONS = (
    "completed", "employment", "education", "flexjob", "subsidised_job", "internship",
    "other_offer", "early_retirement", "moved", "leave", "illness", "imprisoned", "withdrew",
    "no_benefit", "caseworker_decision", "died", "other",
)  # fmt: skip
READINESS = ("job_ready", "education_ready", "activity_ready")
BENEFITS = (
    "kontanthjaelp", "uddannelseshjaelp", "ressourceforloeb", "sygedagpenge", "other", "none",
)  # fmt: skip
GENDERS = ("female", "male", "other")
DOCUMENT_KINDS = (
    "status_report", "progression_report", "cooperation_meeting", "goal_review",
    "internship_evaluation", "exit_interview",
)  # fmt: skip
PARTIES = ("internal", "external", "interdisciplinary")
ACTIVITY_KINDS = (
    "art", "civic_understanding", "health", "leisure", "keepworking", "mini_internship",
    "release_plan", "education_guidance", "other",
)  # fmt: skip
OPEN_QUESTIONS = ("understanding", "benefit", "improvement")
NEEDS = ("misuse", "diagnosis", "debt", "housing", "crime", "gang")
MENTOR_TASKS = ("social", "participation", "workplace")
AGE_BANDS = ("under_25", "25_29", "30_39", "40_49", "50_plus")
CHANNELS = ("meeting", "phone", "text", "email", "video", "other")
OUTCOMES = ("held", "no_show", "cancelled")
TOPICS = (
    "daily_structure", "economy", "housing", "health", "social", "family", "authorities",
    "employment", "education", "leisure", "other",
)  # fmt: skip
INSTRUMENTS = ("satisfaction", "life_wheel", "coping", "internship", "partner")
RESPONDENTS = ("citizen", "mentor", "caseworker", "employer")
PHASES = ("start", "phase_2", "phase_3", "closing")
WHEEL_DOMAINS = (
    "housing", "leisure", "health", "social", "family", "economy", "education", "success",
)  # fmt: skip
SATISFACTION_ANSWERS: dict[str, tuple[str, ...]] = {
    "mentor_gender_matters": ("yes", "no"),
    "contact_frequency": ("0_1", "2_3", "4_5", "6_7"),
    "preferred_time": ("morning", "midday", "evening"),
    "assignment": (
        "very_satisfied", "slightly_satisfied", "satisfied", "not_satisfied", "unnecessary",
    ),
    "availability": ("very_satisfied", "satisfied", "very_dissatisfied", "dont_know"),
    "help": ("very_satisfied", "satisfied", "not_satisfied", "very_dissatisfied"),
    "own_effort": ("very_satisfied", "satisfied", "not_satisfied", "very_dissatisfied"),
    "chemistry": ("very_good", "good", "none", "very_poor"),
    "outcome": ("very_satisfied", "satisfied", "dissatisfied", "very_dissatisfied"),
    "goals_clear": ("yes", "no", "partly"),
}  # fmt: skip
COPING_ANSWERS: dict[str, tuple[str, ...]] = {"better_at_challenges": ("yes", "no", "dont_know")}
PARTNER_ANSWERS: dict[str, tuple[str, ...]] = {  # caseworkers', of the cooperation
    "cooperation": SATISFACTION_ANSWERS["help"],
    "information": SATISFACTION_ANSWERS["help"],
    "progress_seen": SATISFACTION_ANSWERS["help"],
    "would_order_again": ("yes", "no", "dont_know"),
}
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "satisfaction": SATISFACTION_ANSWERS,
    "coping": COPING_ANSWERS,
    "partner": PARTNER_ANSWERS,
}
DUCKDB_TYPES = {
    "string": "VARCHAR", "code": "VARCHAR", "municipality": "VARCHAR", "date": "DATE",
    "timestamp": "TIMESTAMP", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
}  # fmt: skip
IDS = (
    "case_id", "citizen_id", "contact_id", "response_id", "mentor_id", "document_id", "activity_id",
    "comment_id",
)  # fmt: skip
SCORE_RANGES = {"life_wheel": (1, 10), "internship": (1, 5)}


@dataclass(frozen=True)
class Column:
    """One column of an export: what it is called, what it holds, what it may not hold."""

    name: str
    type: ColumnType
    nullable: bool = True
    codes: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    never_future: bool = False  # a later date than data_to is a fault, not a notice
    is_newer: bool = False  # an export without it is as good as those of before: no notice


@dataclass(frozen=True)
class Table:
    """One export table; `key` is what makes a row the same row."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_newer: bool = False  # as a column: an export without it is as good as those of before

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order they are published."""
        return tuple(column.name for column in self.columns)


CASES = Table(
    "cases",
    ("case_id",),
    (
        Column("case_id", "string", nullable=False),
        Column("citizen_id", "string", nullable=False),
        Column("municipality_code", "municipality", nullable=False),
        Column("programme", "code", nullable=False, codes=PROGRAMMES),
        Column("referred_on", "date"),
        Column("started_on", "date", nullable=False, never_future=True),
        Column("phase_2_on", "date"),
        Column("phase_3_on", "date"),
        Column("phases_completed_on", "date"),
        Column("ended_on", "date", never_future=True),
        Column("end_reason", "code", codes=END_REASONS),
        Column("charged_on", "date", never_future=True),
        Column("readiness_at_start", "code", codes=READINESS),
        Column("readiness_at_end", "code", codes=READINESS),
        Column("benefit_at_start", "code", codes=BENEFITS),
        Column("months_on_benefit_before", "integer", low=0),
        Column("granted_hours_per_week", "number", low=0),
        Column("mentor_id", "string"),
        Column("mentor_gender", "code", codes=GENDERS),
        Column("citizen_gender", "code", codes=GENDERS),
        Column("birth_year", "integer", low=1900),  # high: the year of publishing
        Column("mentor_wish_met", "boolean"),
        Column("goals_agreed_on", "date"),
        Column("employment_started_on", "date"),
        Column("education_started_on", "date"),
        Column("leisure_engaged_on", "date"),
        Column("treatment_completed_on", "date"),
        Column("assessment_completed_on", "date", is_newer=True),  # psychiatric
        Column("takes_initiative_on", "date", is_newer=True),
        Column("roles_agreed_on", "date", is_newer=True),
        Column("mentor_task", "code", codes=MENTOR_TASKS, is_newer=True),
        *(Column(f"need_{need}", "boolean", is_newer=True) for need in NEEDS),
        *(Column(f"retained_{months}_months", "boolean", is_newer=True) for months in (3, 6)),
    ),
)
CONTACTS = Table(
    "contacts",
    ("contact_id",),
    (
        Column("contact_id", "string", nullable=False),
        Column("case_id", "string", nullable=False),
        Column("contacted_at", "timestamp", nullable=False, never_future=True),
        Column("channel", "code", nullable=False, codes=CHANNELS),
        Column("outcome", "code", nullable=False, codes=OUTCOMES),
        Column("minutes", "number", low=0, high=1440),
        Column("topic", "code", codes=TOPICS),
    ),
)
SURVEY_RESULTS = Table(
    "survey_results",
    ("response_id", "item"),
    (
        Column("response_id", "string", nullable=False),
        Column("instrument", "code", nullable=False, codes=INSTRUMENTS),
        Column("respondent", "code", nullable=False, codes=RESPONDENTS),
        Column("case_id", "string"),
        Column("municipality_code", "municipality"),
        Column("phase", "code", codes=PHASES),
        Column("invited_on", "date", nullable=False),
        Column("answered_on", "date", never_future=True),
        Column("item", "string", nullable=False),
        Column("answer", "string"),
        Column("score", "integer"),
    ),
)
DOCUMENTS = Table(
    "documents",
    ("document_id",),
    (
        Column("document_id", "string", nullable=False),
        Column("case_id", "string", nullable=False),
        Column("kind", "code", nullable=False, codes=DOCUMENT_KINDS),
        Column("party", "code", codes=PARTIES),
        Column("due_on", "date"),
        Column("done_on", "date", never_future=True),
    ),
    is_newer=True,
)
ACTIVITIES = Table(
    "activities",
    ("activity_id",),
    (
        Column("activity_id", "string", nullable=False),
        Column("case_id", "string", nullable=False),
        Column("held_on", "date", nullable=False, never_future=True),
        Column("activity", "code", nullable=False, codes=ACTIVITY_KINDS),
        Column("outcome", "code", nullable=False, codes=OUTCOMES),
        Column("minutes", "number", low=0, high=1440),
    ),
    is_newer=True,
)
# what citizens wrote in their own words: for the owner alone, in no file, log or report
COMMENTS = Table(
    "comments",
    ("comment_id",),
    (
        Column("comment_id", "string", nullable=False),
        Column("response_id", "string"),
        Column("question", "code", nullable=False, codes=OPEN_QUESTIONS),
        Column("answered_on", "date", nullable=False, never_future=True),
        Column("text", "string", nullable=False),
    ),
    is_newer=True,
)
TABLES = (CASES, CONTACTS, SURVEY_RESULTS, DOCUMENTS, ACTIVITIES, COMMENTS)
