"""``review_kit.toml`` as typed, validated settings.

Every threshold of the glossary (``docs/metrics.md``) is a key here, so that no number in a document
rests on a constant that a user can neither see nor change. Secrets have no place in the file: a URL
that carries one, or could, is refused (:mod:`review_kit.addresses`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from review_kit.addresses import LEAVE_OUT, Address, may_hold_secret, sql_names_secret
from review_kit.project.data_model import canonical_tables, packaged_names
from review_kit.project.delivery_settings import Delivery
from review_kit.project.limits import Limits
from review_kit.project.own_metrics_settings import OwnMetricsLimits
from review_kit.project.patterns import pattern_fault
from review_kit.project.privacy_settings import Privacy, Transparency
from review_kit.project.retention_settings import Pseudonyms, Retention
from review_kit.project.section import Section
from review_kit.project.time_zones import is_time_zone
from review_kit.public_holidays import known_country
from review_kit.words.tags import REFERENCE, SHIPPED_DEFAULT, normal_tag

Share = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[float, Field(ge=0, le=100)]
Days = Annotated[int, Field(ge=1, le=3660)]
Count = Annotated[int, Field(ge=1)]


def _check_tables(named: Iterable[str], info: ValidationInfo) -> None:
    """Refuse a name that is no table: of the package, or of the project's own in the ``context``."""
    known: frozenset[str] = (info.context or {}).get("tables", packaged_names())
    for name in named:
        if name not in known:
            tables = [*canonical_tables(), *sorted(known - packaged_names())]
            raise ValueError(f"'{name}' is not a table; the tables are {', '.join(tables)}")


class Organisation(Section):
    """Whose documents these are."""

    name: str = Field(min_length=1, max_length=120)
    time_zone: str = "UTC"
    """IANA name; timestamps without an offset are read in it, and days are days there."""
    currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    """ISO 4217 code of every amount printed."""
    language: str = SHIPPED_DEFAULT
    """BCP 47 tag: language, spelling, dates and amounts of documents, where the roster names no other."""
    session_start: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "10:00"
    """When the first session of a day begins in the calendar files, in its time zone."""
    country: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)?$")] | None = None
    """ISO 3166 code of the country whose public holidays reps keep, where the roster names none; with a part
    of it where that has holidays of its own (``DE-BY``)."""

    @field_validator("country")
    @classmethod
    def _known_country(cls, value: str | None, info: ValidationInfo) -> str | None:
        # calendars take half a second to load: settings that a run has read already are not looked at again
        if value is not None and info.context is not None and known_country(value) is None:
            raise ValueError(
                f"review-kit has no public holidays for '{value}'; give a country code such as 'ES'"
            )
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        tag = normal_tag(value)
        if tag is None:
            raise ValueError(f"'{value}' is not a language tag such as 'en-GB' or 'de'")
        return SHIPPED_DEFAULT if tag == REFERENCE else tag

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if not is_time_zone(value):
            raise ValueError(f"'{value}' is not an IANA time zone such as 'Europe/Madrid'")
        return value


class Source(Section):
    """Where one canonical table comes from.

    Exactly one of ``path`` (a file, a folder, a glob pattern or a list of those, relative to the
    project) and ``url`` (a database or object-storage URL) is given. Without a ``[sources.X]``
    section, ``exports/X.*`` is read as a canonical file.
    """

    path: str | list[str] | None = None
    url: str | None = Field(default=None, repr=False)
    profile: str = "canonical"
    table: str | None = None
    """Database table to read, with ``url``."""
    query: str | None = Field(default=None, repr=False)
    """SQL to read instead of a whole table, with ``url``."""
    sheet: str | list[str] | None = None
    """Worksheets of a workbook, by name or shell pattern; every sheet where it is not given."""
    sheets_except: list[str] = Field(default_factory=list)
    """Worksheets that are not read, by name or shell pattern."""
    member: str | None = None
    """Shell pattern of the members of a ZIP archive that are read; all where it is not given."""
    date_order: Literal["day_first", "month_first"] | None = None
    """How ``03/04/2026`` is meant in this export, where its profile does not know."""
    decimal: Literal[".", ","] | None = None
    """Mark before the decimals of numbers in this export, where its profile does not know."""
    password_variable: str | None = Field(default=None, repr=False)
    """Environment variable with the password of a workbook that has one; never the password itself."""
    exported_on: date | None = None
    """Day the export was made. Rows dated later are faults. Default: the file's own date."""

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.path is None) == (self.url is None):
            raise ValueError("give exactly one of 'path' and 'url'")
        if self.url is None and (self.table or self.query):
            raise ValueError("'table' and 'query' can only be used with 'url'")
        if self.table and self.query:
            raise ValueError("give 'table' or 'query', not both")
        return self

    @field_validator("url")
    @classmethod
    def _no_secret(cls, value: str | None) -> str | None:
        if value is not None:
            Address.of(value)
        return value

    @field_validator("query")
    @classmethod
    def _no_secret_in_sql(cls, value: str | None) -> str | None:
        if value is not None and sql_names_secret(value):
            raise ValueError(f"the SQL contains a password; {LEAVE_OUT}")
        return value

    @field_validator("password_variable")
    @classmethod
    def _no_password(cls, value: str | None) -> str | None:
        if value is not None and re.fullmatch(r"[A-Z][A-Z0-9_]*", value) is None:
            raise ValueError(
                "give the name of an environment variable in capitals, such as LOG_PASSWORD (what is here is "
                "not shown, because it may be a password)"
            )
        return value

    @field_validator("path", "profile", "table", "sheet", "sheets_except", "member")
    @classmethod
    def _no_address(cls, value: str | list[str] | None) -> str | list[str] | None:
        for name in [value] if isinstance(value, str) else value or []:
            if may_hold_secret(name):
                raise ValueError(
                    "this is an address; give it as 'url' (it is not shown here, because it may "
                    "contain a password)"
                )
        return value

    @field_validator("path")
    @classmethod
    def _is_pattern(cls, value: str | list[str] | None) -> str | list[str] | None:
        for pattern in [value] if isinstance(value, str) else value or []:
            fault = pattern_fault(pattern)
            if fault:
                raise ValueError(fault)
        return value

    @property
    def address(self) -> Address | None:
        """Where ``url`` leads; what of it may be shown is :attr:`Address.shown`."""
        return None if self.url is None else Address.of(self.url)


class Windows(Section):
    """Lengths of the windows, in days."""

    window_days: Days = 90
    baseline_days: Days = 30
    current_days: Days = 30
    history_days: Days = 270
    """How far back trends, calibration and the effect of coaching may look."""

    @model_validator(mode="after")
    def _apart(self) -> Self:
        if self.baseline_days + self.current_days > self.window_days:
            raise ValueError(
                "baseline_days + current_days must fit into window_days; otherwise the same call "
                "would count on both sides of score_delta"
            )
        return self


class Evidence(Section):
    """How many calls, or deals, a printed number needs."""

    minimum_calls: Count = 5
    """Under it no number is printed, "too few calls (n)" is."""
    thin_calls: Count = 20
    """Under it a number carries the thin-evidence mark."""
    minimum_deals: Count = 5
    """The same for numbers that rest on single deals: win rate, deal size, sales cycle."""
    thin_deals: Count = 20


class Coaching(Section):
    """Thresholds for sessions, completion, commitments and recurrence."""

    session_calls: Count = 5
    """Up to how many calls make ``session_before`` and ``session_after``."""
    session_days: Days = 30
    """How far from the session day those calls may lie; also the cadence of a rep with too few sessions."""
    log_mismatch_pp: Points = 5
    """A typed score this far from the QA platform's is a ``log_mismatch``."""
    hours_per_week_line: Annotated[float, Field(ge=0)] = 2.0
    completion_days: Days = 30
    """Length of the rolling window of ``template_completion_rate``."""
    pending_days: Days = 14
    """How long after a session an entry may wait for its next evaluated call."""
    completion_target: Share = 0.90
    completion_structured: Share = 0.85
    completion_floor: Share = 0.60
    """At or under it no coaching can be claimed."""
    recurrence_diagnose: Count = 3
    recurrence_conversation: Count = 6
    recurrence_movement_pp: Points = 5
    typical_gain_low_pp: Points = 10
    typical_gain_high_pp: Points = 20
    focus_criteria: Annotated[int, Field(ge=1, le=3)] = 3
    roleplay_reps: Count = 3
    ramp_attainment: Annotated[float, Field(gt=0)] = 1.0
    """Share of quota that counts as ramped."""


class Targets(Section):
    """The score a criterion should reach, where no open goal of the rep says otherwise."""

    default: Points = 75
    criteria: dict[str, Points] = Field(default_factory=dict)


class Rates(Section):
    """Loaded hourly cost of both people in a session, and the margin; unset: no cost is printed."""

    manager_per_hour: Annotated[float, Field(gt=0)] | None = None
    rep_per_hour: Annotated[float, Field(gt=0)] | None = None
    margin: Share | None = None
    """Share of revenue that remains; the return on coaching is reckoned on it."""
    effect_days: Days = 90
    """How long a shown effect of coaching is taken to last, as far as that could not be measured."""
    outcome_values: dict[str, float] = Field(default_factory=dict)
    """Money that one unit of an exported metric is worth, for one rep and 30 days. Deals, quotas and
    metrics in money have their own price."""


class Paper(Section):
    """The page."""

    size: Literal["A4", "Letter"] = "A4"
    confidentiality: str | None = Field(default=None, max_length=120)
    """Foot of every page; without it the word for confidential in the language of the document."""


ACCENT = "#1c5d99"
"""The accent colour of the package; ``figures/palette.py`` names it too, and a test holds them
together."""
LEAST_CONTRAST = 4.5
"""Against white, of anything that is read: WCAG 2, level AA."""


class Theme(Section):
    """How documents carry the organisation's face."""

    logo: str | None = None
    """Path of an SVG or PNG file, relative to the project."""
    accent: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = ACCENT
    fonts: tuple[str, ...] = ()
    """Font files of the type that text is set in, relative to the project; the shipped one if empty."""

    @field_validator("logo", "fonts")
    @classmethod
    def _no_address(cls, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
        for name in [value] if isinstance(value, str) else value or ():
            if may_hold_secret(name):
                raise ValueError("this is an address; it must be a file in the project")
        return value

    @field_validator("accent")
    @classmethod
    def _legible(cls, value: str) -> str:
        contrast = contrast_on_white(value)
        if contrast < LEAST_CONTRAST:
            raise ValueError(
                f"'{value}' is too light to read on white paper: its contrast is {contrast:.1f} "
                f": 1, and at least {LEAST_CONTRAST} : 1 is needed. Choose a darker shade"
            )
        return value.lower()


def contrast_on_white(colour: str) -> float:
    """Contrast of a colour (``#rrggbb``) against white, from 1 to 21.

    Relative luminance as WCAG 2.2 defines it, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


class Gate(Section):
    """When a table's faults stop the run."""

    max_quarantined_share: Share = 0.05
    max_left_out_share: Share = 0.10
    """Records left out while reading for a reason that is not ordinary, such as an answer in words."""
    tables: dict[str, Share] = Field(default_factory=dict)
    """Share by table, where it differs."""

    @field_validator("tables")
    @classmethod
    def _known_tables(cls, value: dict[str, float], info: ValidationInfo) -> dict[str, float]:
        _check_tables(value, info)
        return value

    def share_for(self, table: str) -> float:
        """Return the largest share of quarantined rows that ``table`` may have."""
        return self.tables.get(table, self.max_quarantined_share)


class Binder(Section):
    """What a manager's binder holds."""

    sheets: bool = True
    """Whether each rep's conversation sheet is bound behind the packet."""


class Batch(Section):
    """How documents are made; nothing that is printed depends on it."""

    shared_with_group: bool = False
    """Whether the group of a file's owner may read and change it too; nobody else ever may."""
    notebook_memory_mb: Annotated[int, Field(ge=512)] = 2048
    """Memory that the process of one notebook may take, in megabytes of 2²⁰ bytes."""


class Config(Section):
    """All of ``review_kit.toml``."""

    organisation: Organisation
    sources: dict[str, Source] = Field(default_factory=dict)
    windows: Windows = Windows()
    evidence: Evidence = Evidence()
    coaching: Coaching = Coaching()
    targets: Targets = Targets()
    rates: Rates = Rates()
    privacy: Privacy = Privacy()
    retention: Retention = Retention()
    pseudonyms: Pseudonyms = Pseudonyms()
    paper: Paper = Paper()
    theme: Theme = Theme()
    gate: Gate = Gate()
    binder: Binder = Binder()
    delivery: Delivery = Delivery()
    transparency: Transparency = Transparency()
    own_metrics: OwnMetricsLimits = OwnMetricsLimits()
    batch: Batch = Batch()
    limits: Limits = Limits()

    @field_validator("sources")
    @classmethod
    def _known_tables(cls, value: dict[str, Source], info: ValidationInfo) -> dict[str, Source]:
        _check_tables(value, info)
        return value
