"""The figures of progress, each with the sentence that says what it means."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from tutor.core.day import as_date, relative, span
from tutor.core.memory import ease_text
from tutor.core.recall import MATURE
from tutor.core.text import one_line
from tutor.progress.calibration import Calibration
from tutor.progress.chart import WEEKS, Bars, Calendar, Columns, Figure, Range, Ranges, Stacks
from tutor.progress.collection import Collection
from tutor.progress.diary import Diary
from tutor.progress.practice import OUTCOMES, ExerciseRecord, Mistake
from tutor.progress.progress import Progress
from tutor.progress.retention import Retention
from tutor.progress.share import Share
from tutor.scheduling.sm2 import FIRST_EASE, LOWEST_EASE
from tutor.width import cut

SPANS = (1, 7, MATURE - 1, 60, 180, 365)  # of intervals: up to so many days
LONGEST = 60  # columns of a name in a sentence

When = Callable[[int], str]  # a UTC instant in milliseconds, as the learner's clock has it


def figures(progress: Progress, when: When) -> tuple[Figure, ...]:
    """All of them, what one looks for first first."""
    return tuple(one_by_one(progress, when))


def one_by_one(progress: Progress, when: When) -> Iterator[Figure]:
    """The same, each as soon as what it shows is counted."""
    today = progress.today
    yield year(progress.diary, today)
    yield forecast(progress.collection, today, 30)
    yield stages(progress.collection)
    yield from remembered(progress.retention)
    yield ease(progress.collection)
    yield intervals(progress.collection)
    yield forecast(progress.collection, today, 90)
    yield forecast(progress.collection, today, 365)
    yield hours(progress.diary)
    yield sittings(progress.diary, when)
    for name, record in progress.practice.items():
        yield steps(name, record)
    yield mistakes(progress.practice, today)


def remembered(retention: Retention) -> Iterator[Figure]:
    """What was remembered: by interval, month and deck, and against what was to be expected."""
    lengths = retention.by_length.items()
    yield shares("retention", "Retention by interval", "interval", lengths).saying(
        _retained(retention.all, retention.lapses)
    )
    yield shares("months", "Retention by month", "month", by_month(retention.by_day)).saying(
        "Whether what you remember stays as it is while the cards become more."
    )
    decks = ((one_line(name), share) for name, share in retention.by_deck.items())
    yield shares("decks", "Retention by deck", "deck", decks).saying(
        "The share of each deck's reviews that you remembered."
    )
    yield calibration(retention.calibration)


def by_month(days: Mapping[int, Share]) -> list[tuple[str, Share]]:
    """The shares of the latest twelve months that have any."""
    months: dict[str, Share] = {}
    for day in sorted(days):
        month = f"{as_date(day):%b %Y}"
        months[month] = months.get(month, Share()) + days[day]
    return list(months.items())[-12:]


def year(diary: Diary, today: int) -> Figure:
    """A year of days: this week and those before it, from a Monday on."""
    first = today - as_date(today).weekday() - 7 * (WEEKS - 1)
    days = {day: work for day, work in diary.days.items() if first <= day <= today}
    reviews = sum(work.reviews for work in days.values())
    minutes = sum(work.minutes for work in days.values())
    return Figure(
        "year",
        "A year of days",
        f"You studied on {_number(len(days), 'day')}: {_number(reviews, 'review')} in "
        f"{_time(minutes)}, within {WEEKS} weeks. Your streak is "
        f"{_number(diary.streak, 'day')}, the longest was {_number(diary.longest, 'day')}.",
        Calendar({day: work.reviews for day, work in days.items()}, today, "reviews"),
        ("day", "reviews", "minutes"),
        tuple(
            (str(as_date(day)), f"{work.reviews:,}", f"{work.minutes:.1f}")
            for day, work in days.items()
        ),
    )


def forecast(cards: Collection, today: int, days: int) -> Figure:
    """What comes due in so many days, by days or, where they are many, by weeks."""
    step = 1 if days <= 30 else 7
    starts = range(0, days, step)
    counts = tuple(sum(cards.forecast[start : min(start + step, days)]) for start in starts)
    dates = [as_date(today + start) for start in starts]
    due = cards.due_within(days)
    overdue = f", {cards.overdue:,} of them overdue" if cards.overdue else ""
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
        f"Forecast, {days} days",
        f"{_number(due, 'card')} {'comes' if due == 1 else 'come'} due within {days} days"
        f"{further}{overdue}: about {due / days:.1f} a day. Each counts once, on the day it is "
        "due next.",
        Columns(counts, labels, "cards a day" if step == 1 else "cards a week"),
        ("from", "cards"),
        tuple((str(day), f"{count:,}") for day, count in zip(dates, counts, strict=True)),
    )


def stages(cards: Collection) -> Figure:
    """How far the cards have come."""
    rows = tuple(cards.stages.items())
    return Figure(
        "cards",
        "Cards",
        "Learning: never passed yet. Young: asked again within 20 days. Mature: after 21 or more.",
        Bars(tuple((name, float(count)) for name, count in rows), "cards"),
        ("stage", "cards"),
        tuple((name, f"{count:,}") for name, count in rows),
    )


def shares(key: str, title: str, name: str, found: Iterable[tuple[str, Share]]) -> Figure:
    """Shares of reviews that were remembered, each with its uncertainty."""
    ranges = [Range(each, *_bounded(share), share.of) for each, share in found if share.of]
    return _ranges(key, title, name, ranges)


def calibration(found: Calibration) -> Figure:
    """What the intervals promise against what happened."""
    ranges = [
        Range(each.name, *_bounded(each.happened), each.happened.of, each.expected)
        for each in found.bins
    ]
    figure = _ranges("calibration", "How well the schedule foretells", "asked", ranges)
    happened = found.happened.rate
    if found.expected is None or happened is None:
        return figure.saying("There are no reviews yet to compare with what the intervals promise.")
    low, high = found.happened.bounds
    verdict = "which fits"
    if found.expected < low:
        verdict = "so the intervals could be longer"
    elif found.expected > high:
        verdict = "so the intervals are long for you"
    return figure.saying(
        f"The intervals promise that you remember {_percent(found.expected)} ({found.formula}); "
        f"you remembered {_percent(happened)}, {verdict}. Log loss {found.log_loss:.3f}; always "
        f"foretelling your own rate would give {found.baseline:.3f}, and less is better."
    )


def ease(cards: Collection) -> Figure:
    """How the ease factors are spread, by tenths."""
    tenths: Counter[int] = Counter()
    for hundred, count in cards.ease.items():
        tenths[hundred // 10] += count
    first, last = LOWEST_EASE // 10, max(max(tenths, default=0), FIRST_EASE // 10)
    spread = range(first, last + 1)
    middle = _median(cards.ease)
    said = "No card has an ease factor of its own yet."
    if middle:
        said = (
            f"Half of the cards have an ease factor of {ease_text(middle)} or less: each time you "
            "pass one, its interval grows by that factor. Those near 1.30 are worth rewording."
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
    """How far apart the cards are asked."""
    counts = [0] * (len(SPANS) + 1)
    for days, count in cards.intervals.items():
        counts[bisect_left(SPANS, days)] += count
    names = ["1 day", *(f"to {days} days" for days in SPANS[1:]), "over a year"]
    middle = _median(cards.intervals)
    said = "No card has an interval yet."
    if middle:
        longest = max(cards.intervals)
        said = f"Half of the cards are asked every {span(middle)} or sooner; the longest wait is "
        said += f"{span(longest)}."
    return Figure(
        "intervals",
        "Intervals",
        said,
        Bars(tuple(zip(names, map(float, counts), strict=True)), "cards"),
        ("interval", "cards"),
        tuple((name, f"{count:,}") for name, count in zip(names, counts, strict=True)),
    )


def hours(diary: Diary) -> Figure:
    """When in the day the work is done."""
    counts = [work.reviews for work in diary.hours]
    busiest = counts.index(max(counts))
    said = f"You answer most between {busiest}:00 and {busiest + 1}:00." if any(counts) else ""
    return Figure(
        "hours",
        "Time of day",
        said or "Nothing was answered yet.",
        Columns(
            tuple(map(float, counts)), {hour: f"{hour}:00" for hour in (0, 6, 12, 18)}, "reviews"
        ),
        ("hour", "reviews", "minutes"),
        tuple(
            (f"{hour}:00", f"{work.reviews:,}", f"{work.minutes:.1f}")
            for hour, work in enumerate(diary.hours)
        ),
    )


def sittings(diary: Diary, when: When) -> Figure:
    """The latest week's sittings."""
    found = [
        (when(each.start), each.reviews, each.milliseconds / 60_000) for each in diary.sittings
    ]
    minutes = sum(time for _, _, time in found)
    return Figure(
        "sittings",
        "This week's sittings",
        f"{_number(len(found), 'sitting')} in the last seven days, {_time(minutes)} in all.",
        Bars(tuple((start, time) for start, _, time in found), "minutes"),
        ("begun", "reviews", "minutes"),
        tuple((start, f"{reviews:,}", f"{time:.1f}") for start, reviews, time in found),
    )


def steps(exercise: str, record: ExerciseRecord) -> Figure:
    """How the steps of one exercise went."""
    others = {outcome for outcomes in record.steps.values() for outcome in outcomes}
    parts = (*OUTCOMES, *sorted(others - set(OUTCOMES)))
    rows = [
        (one_line(step), tuple(outcomes.get(part, 0) for part in parts))
        for step, outcomes in record.steps.items()
    ]
    done = sum(sum(counts) for _, counts in rows)
    right = sum(counts[0] for _, counts in rows)
    said = f"{_number(record.attempts, 'attempt')}"
    if done:
        said += f"; right at once at {_percent(right / done)} of the steps"
    if record.minutes is not None:
        said += f"; usually {record.minutes:.1f} minutes"
        said += f", {record.suggested:g} suggested" if record.suggested else ""
    return Figure(
        f"steps-{one_line(exercise)}",
        f"Steps of {_short(exercise)}",
        f"{said}.",
        Stacks(tuple(map(one_line, parts)), tuple(rows)),
        ("step", *map(one_line, parts)),
        tuple((step, *map(str, counts)) for step, counts in rows),
    )


def mistakes(practice: Mapping[str, ExerciseRecord], today: int) -> Figure:
    """Which mistakes were made in exercises, how often, and when last."""
    found: dict[str, Mistake] = {}
    for record in practice.values():
        for name, mistake in record.mistakes.items():
            before = found.get(name, Mistake(0, 0))
            found[name] = Mistake(before.times + mistake.times, max(before.last, mistake.last))
    rows = sorted(found.items(), key=lambda item: (-item[1].times, item[0]))
    said = "No mistake in an exercise was recognised yet."
    if rows:
        name, worst = rows[0]
        said = (
            f"Most often: {_short(name)}, {_number(worst.times, 'time')}, last "
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
    expected = any(each.expected is not None for each in ranges)
    return Figure(
        key,
        title,
        "",
        Ranges(tuple(ranges)),
        (name, *(["expected"] if expected else []), "remembered", "between", "reviews"),
        tuple(
            (
                each.name,
                *([_percent(each.expected)] if each.expected is not None else []),
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
        return "No card has been asked a second time yet."
    low, high = all_.bounds
    return (
        f"Of {_number(all_.of, 'review')} you remembered {_percent(rate)}; your true rate lies "
        f"between {_percent(low)} and {_percent(high)}. {_number(lapses, 'lapse')}: cards lost "
        "that had been held."
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
    return f"{minutes / 60:,.1f} hours" if minutes >= 90 else _number(round(minutes), "minute")


def _short(name: str) -> str:
    return cut(one_line(name), LONGEST)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"
