"""The figures of progress, each with the sentence that says what it means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from tutor.core.day import as_date, relative, span
from tutor.core.memory import ease_text
from tutor.core.recall import MATURE
from tutor.core.text import counted, one_line
from tutor.progress.activity import Activity
from tutor.progress.calibration import Calibration
from tutor.progress.chart import WEEKS, Bars, Calendar, Columns, Figure, Range, Ranges, Stacks
from tutor.progress.collection import Collection
from tutor.progress.leeches import leeches
from tutor.progress.practice import IN_FULL, OUTCOMES, ExerciseRecord, Mistake
from tutor.progress.progress import Progress
from tutor.progress.retention import Retention, by_month
from tutor.progress.share import Share
from tutor.scheduling.sm2 import FIRST_EASE, LOWEST_EASE
from tutor.width import cut

SPANS = (1, 7, MATURE - 1, 60, 180, 365)  # of intervals: up to so many days
LONGEST = 60  # columns of a name in a sentence
_NOT_YET = "Shown once a card has been asked again on a later day."

# How late a review was, by the names that `progress --json` has for it.
LATE = {
    "up to a quarter late": "up to 25 % late",
    "up to half": "25 to 50 % late",
    "up to twice as long": "50 to 100 % late",
    "later still": "over 100 % late",
}

When = Callable[[int], str]  # a UTC instant in milliseconds, as the learner's clock has it


def figures(progress: Progress, when: When) -> tuple[Figure, ...]:
    """All of them, the most wanted first."""
    return tuple(one_by_one(progress, when))


def one_by_one(progress: Progress, when: When) -> Iterator[Figure]:
    """The same, each as soon as its numbers are counted."""
    today = progress.today
    yield year(progress.activity, today)
    yield forecast(progress.collection, today, 30)
    yield stages(progress.collection)
    yield from remembered(progress.retention)
    yield levels(progress.levels)
    yield ease(progress.collection)
    yield intervals(progress.collection)
    yield forecast(progress.collection, today, 90)
    yield forecast(progress.collection, today, 365)
    yield hours(progress.activity)
    yield sessions(progress.activity, when)
    yield leeches(progress.leeches)
    for name, record in progress.practice.items():
        yield steps(name, record)
    yield mistakes(progress.practice, today)


def remembered(retention: Retention) -> Iterator[Figure]:
    """What was remembered: by interval, by month and by deck, and against the prediction."""
    lengths = retention.by_length.items()
    yield shares("retention", "Retention by interval", "interval", lengths).with_meaning(
        _retained(retention.all, retention.lapses)
    )
    is_empty = not any(share.of for share in retention.by_day.values())
    yield shares("months", "Retention by month", "month", by_month(retention.by_day)).with_meaning(
        _NOT_YET if is_empty else "The share of each month's reviews that you remembered."
    )
    decks = ((one_line(name), share) for name, share in retention.by_deck.items())
    yield shares("decks", "Retention by deck", "deck", decks).with_meaning(
        _NOT_YET if is_empty else "The share of each deck's reviews that you remembered."
    )
    yield calibration(retention.calibration)


def year(activity: Activity, today: int) -> Figure:
    """The answers of each day: of this week and the 52 before it."""
    first = today - as_date(today).weekday() - 7 * (WEEKS - 1)
    days = {day: work for day, work in activity.days.items() if first <= day <= today}
    answers = sum(work.answers for work in days.values())
    minutes = sum(work.minutes for work in days.values())
    return Figure(
        "year",
        "Answers by day",
        f"In the last {WEEKS} weeks you studied on {counted(len(days), 'day')}: "
        f"{counted(answers, 'answer')} in {_time(minutes)}. Your streak is "
        f"{counted(activity.streak, 'day')}; your longest was "
        f"{counted(activity.longest, 'day')}.",
        Calendar({day: work.answers for day, work in days.items()}, today, "answers"),
        ("day", "answers", "minutes"),
        tuple(
            (str(as_date(day)), f"{work.answers:,}", f"{work.minutes:.1f}")
            for day, work in days.items()
        ),
    )


def forecast(cards: Collection, today: int, days: int) -> Figure:
    """How many cards are due in the next days, by day or, for a long time, by week."""
    step = 1 if days <= 30 else 7
    starts = range(0, days, step)
    counts = tuple(sum(cards.forecast[start : min(start + step, days)]) for start in starts)
    dates = [as_date(today + start) for start in starts]
    due = cards.due_within(days)
    overdue = f", {cards.overdue:,} of them overdue" if cards.overdue else ""
    rate = f": about {due / days:.1f} a day" if round(due / days, 1) else ""
    further = ""
    if days == 30:
        more = (f"{cards.due_within(far):,} within {far}" for far in (90, 365))
        further = f" ({', '.join(more)})"
    if step == 1:
        labels = {place: f"{day:%d %b}" for place, day in enumerate(dates) if place % 7 == 0}
    else:
        months = [f"{day:%b}" for day in dates]
        labels = {
            place: month
            for place, month in enumerate(months)
            if place == 0 or months[place - 1] != month
        }
    return Figure(
        f"forecast-{days}",
        f"Forecast by {'day' if step == 1 else 'week'}, {days} days",
        f"{counted(due, 'card')} {'is' if due == 1 else 'are'} due within {days} days"
        f"{further}{overdue}{rate}. Each card counts once, on the day it is due next.",
        Columns(counts, labels, "cards a day" if step == 1 else "cards a week"),
        ("from", "cards"),
        tuple((str(day), f"{count:,}") for day, count in zip(dates, counts, strict=True)),
    )


def stages(cards: Collection) -> Figure:
    """How many cards are new, learning, young, mature and suspended."""
    rows = tuple(cards.stages.items())
    return Figure(
        "cards",
        "Cards",
        "Learning: not passed yet. Young: an interval of up to 20 days. Mature: 21 days or more.",
        Bars(tuple((name, float(count)) for name, count in rows), "cards"),
        ("stage", "cards"),
        tuple((name, f"{count:,}") for name, count in rows),
    )


def shares(key: str, title: str, name: str, found: Iterable[tuple[str, Share]]) -> Figure:
    """Shares of reviews that were remembered, each with its uncertainty."""
    ranges = [Range(each, *_bounded(share), share.of) for each, share in found if share.of]
    return _ranges(key, title, name, ranges)


def calibration(found: Calibration) -> Figure:
    """Predicted and actual recall, by how late the reviews were."""
    ranges = [
        Range(
            LATE.get(each.name, each.name), *_bounded(each.actual), each.actual.of, each.predicted
        )
        for each in found.bins
    ]
    figure = _ranges("calibration", "Predicted and actual recall", "asked", ranges)
    actual = found.actual.rate
    if found.predicted is None or actual is None:
        return figure.with_meaning("There are no reviews yet to compare with the prediction.")
    low, high = found.actual.bounds
    verdict = "which agrees"
    if found.predicted < low:
        verdict = "so your intervals could be longer"
    elif found.predicted > high:
        verdict = "so your intervals are too long"
    return figure.with_meaning(
        f"t days after a review with interval I, the schedule predicts {found.formula}: "
        f"{_percent(found.predicted)} on average. You remembered {_percent(actual)}, {verdict}. "
        f"Log loss {found.log_loss:.3f}; always predicting your average would give "
        f"{found.baseline:.3f} (lower is better)."
    )


def ease(cards: Collection) -> Figure:
    """How many cards have which ease factor, by tenths."""
    tenths: Counter[int] = Counter()
    for hundred, count in cards.ease.items():
        tenths[hundred // 10] += count
    first, last = LOWEST_EASE // 10, max(max(tenths, default=0), FIRST_EASE // 10)
    spread = range(first, last + 1)
    middle = _median(cards.ease)
    said = "No card has been graded yet."
    if middle:
        said = (
            f"Half of the cards have an ease factor of {ease_text(middle)} or less. Each time you "
            "pass a card, its interval is multiplied by its ease factor. Try to write the cards "
            f"close to {ease_text(LOWEST_EASE)} in a simpler way."
        )
    return Figure(
        "ease",
        "Ease factors",
        said,
        Columns(
            tuple(float(tenths[tenth]) for tenth in spread),
            {
                tenth - first: f"{tenth / 10:.1f}"
                for tenth in spread
                if tenth == first or tenth % 5 == 0
            },
            "cards",
        ),
        ("ease factor", "cards"),
        tuple((f"{tenth / 10:.1f}", f"{tenths[tenth]:,}") for tenth in spread),
    )


def intervals(cards: Collection) -> Figure:
    """How many cards have which interval."""
    counts = [0] * (len(SPANS) + 1)
    for days, count in cards.intervals.items():
        counts[bisect_left(SPANS, days)] += count
    names = ["1 day", *(f"to {days} days" for days in SPANS[1:]), "over a year"]
    middle = _median(cards.intervals)
    said = "No card has been graded yet."
    if middle:
        longest = max(cards.intervals)
        said = f"Half of the cards have an interval of {span(middle)} or less; the longest is "
        said += f"{span(longest)}."
    return Figure(
        "intervals",
        "Intervals",
        said,
        Bars(tuple(zip(names, map(float, counts), strict=True)), "cards"),
        ("interval", "cards"),
        tuple((name, f"{count:,}") for name, count in zip(names, counts, strict=True)),
    )


def hours(activity: Activity) -> Figure:
    """The answers of each hour of the day."""
    counts = [work.answers for work in activity.hours]
    busiest = counts.index(max(counts))
    said = f"Most answers are between {busiest}:00 and {busiest + 1}:00." if any(counts) else ""
    return Figure(
        "hours",
        "Time of day",
        said or "There are no answers yet.",
        Columns(
            tuple(map(float, counts)), {hour: f"{hour}:00" for hour in (0, 6, 12, 18)}, "answers"
        ),
        ("hour", "answers", "minutes"),
        tuple(
            (f"{hour}:00", f"{work.answers:,}", f"{work.minutes:.1f}")
            for hour, work in enumerate(activity.hours)
        ),
    )


def sessions(activity: Activity, when: When) -> Figure:
    """The review sessions of the last seven days."""
    found = [
        (when(each.start), each.answers, each.milliseconds / 60_000) for each in activity.sessions
    ]
    minutes = sum(time for _, _, time in found)
    return Figure(
        "sessions",
        "Review sessions",
        f"{counted(len(found), 'review session')} in the last seven days, {_time(minutes)} in all.",
        Bars(tuple((start, time) for start, _, time in found), "minutes"),
        ("start", "answers", "minutes"),
        tuple((start, f"{answers:,}", f"{time:.1f}") for start, answers, time in found),
    )


def levels(found: Mapping[int, Share]) -> Figure:
    """What was remembered of exercises, by the level at which they were drawn."""
    rate = sum(found.values(), Share()).rate
    remembered = f"You remembered {_percent(rate or 0)} of exercises."
    said = "No exercise has been asked a second time yet." if rate is None else remembered
    named = ((f"level {level}", share) for level, share in found.items())
    return shares("levels", "Retention by level", "level", named).with_meaning(said)


def steps(exercise: str, record: ExerciseRecord) -> Figure:
    """How the steps of one exercise went."""
    others = {outcome for outcomes in record.steps.values() for outcome in outcomes}
    parts = (*OUTCOMES, *sorted(others - OUTCOMES.keys()))
    names = [one_line(OUTCOMES.get(part, part)) for part in parts]
    in_full = [one_line(IN_FULL.get(part, part)) for part in parts]
    rows = [
        (one_line(step), tuple(outcomes.get(part, 0) for part in parts))
        for step, outcomes in record.steps.items()
    ]
    done = sum(sum(counts) for _, counts in rows)
    right = sum(counts[0] for _, counts in rows)
    said = f"{counted(record.attempts, 'attempt')}"
    if done:
        said += f"; {_percent(right / done)} of the steps were right at the first try"
    if record.minutes is not None:
        said += f"; median time {record.minutes:.1f} minutes"
        said += f" (suggested: {record.suggested:g})" if record.suggested else ""
    return Figure(
        f"steps-{one_line(exercise)}",
        f"Steps of {_short(exercise)}",
        f"{said}.",
        Stacks(tuple(in_full), tuple(rows)),
        ("step", *names),
        tuple((step, *map(str, counts)) for step, counts in rows),
    )


def mistakes(practice: Mapping[str, ExerciseRecord], today: int) -> Figure:
    """The mistakes made in exercises: how often, and when last."""
    found: dict[str, Mistake] = {}
    for record in practice.values():
        for name, mistake in record.mistakes.items():
            before = found.get(name, Mistake(0, 0))
            found[name] = Mistake(before.times + mistake.times, max(before.last, mistake.last))
    rows = sorted(found.items(), key=lambda item: (-item[1].times, item[0]))
    said = "No mistake has been recognised in an exercise yet."
    if rows:
        name, worst = rows[0]
        said = (
            f"Most frequent: {_short(name)}, {counted(worst.times, 'time')}, last "
            f"{relative(worst.last, today)}."
        )
    return Figure(
        "mistakes",
        "Mistakes in exercises",
        said,
        Bars(tuple((one_line(name), float(mistake.times)) for name, mistake in rows), "times"),
        ("mistake", "times", "last"),
        tuple(
            (one_line(name), f"{mistake.times:,}", str(as_date(mistake.last)))
            for name, mistake in rows
        ),
    )


def _ranges(key: str, title: str, name: str, ranges: list[Range]) -> Figure:
    predicted = any(each.predicted is not None for each in ranges)
    return Figure(
        key,
        title,
        "",
        Ranges(tuple(ranges)),
        (name, *(["predicted"] if predicted else []), "remembered", "between", "reviews"),
        tuple(
            (
                each.name,
                *([_percent(each.predicted)] if each.predicted is not None else []),
                _percent(each.found),
                f"{_percent(each.low)} and {_percent(each.high)}",
                f"{each.of:,}",
            )
            for each in ranges
        ),
    )


def _retained(all_: Share, lapses: int) -> str:
    rate = all_.rate
    if rate is None:
        return "There are no reviews yet: no card has been asked a second time."
    low, high = all_.bounds
    return (
        f"Of {counted(all_.of, 'review')} you remembered {_percent(rate)}; with 95 % confidence, "
        f"your true rate is between {_percent(low)} and {_percent(high)}. "
        f"{counted(lapses, 'lapse')}: cards that you forgot after you had remembered them."
    )


def _bounded(share: Share) -> tuple[float, float, float]:
    low, high = share.bounds
    return low, share.rate or 0.0, high


def _median(counts: Mapping[int, int]) -> int:
    """The value that half of these reach at most; 0 of none."""
    half = sum(counts.values()) / 2
    reached = 0
    for value in sorted(counts):
        reached += counts[value]
        if reached >= half:
            return value
    return 0


def _percent(share: float) -> str:
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%"


def _time(minutes: float) -> str:
    if 0 < minutes < 1:
        return "under a minute"
    return f"{minutes / 60:,.1f} hours" if minutes >= 90 else counted(round(minutes), "minute")


def _short(name: str) -> str:
    return cut(one_line(name), LONGEST)
