"""A slower and better model of the decisions of the sourcing extractor: it answers for stories that nobody marked.

Trees that look at more than the extractor does (tags around the cue and the place, what else in the sentence may
attribute, what stands in between), on top of a model with the features of the extractor. Needs scikit-learn.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from logistic import Logistic, fitted
from sklearn.ensemble import HistGradientBoostingClassifier
from sourcing_questions import STOPS, Question, cues, of_cue, stops

from srclint.sourcing.extract import BOTH, LEFT, RIGHT
from srclint.sourcing.model import TASKS
from srclint.sourcing.stream import Stream

FOLDS = 4
LEAST = 2
PENALTY = 1.8
# What comes after a cue, a side of its content, or a place on that side is asked from these probabilities on.
LIKELY = 0.25
SIDE = 0.1
REACHED = 0.03
NONE = -99.0
_SIGNS = (",", "Q", "K", "C", "SWT", "VBHMO")
Odds = dict[int, dict[int, float]]
Example = tuple[int, Question]


class Taught(NamedTuple):
    """A question with the probabilities of its answers, and how likely it is to be asked."""

    question: Question
    answers: np.ndarray
    share: float


class Teacher:
    """Answers to questions, as probabilities."""

    def __init__(self, examples: Mapping[str, Sequence[Example]]) -> None:
        """Learn from questions with their right answers, by task; "cue" must be there."""
        self._linear: dict[str, Logistic] = {}
        self._trees: dict[str, HistGradientBoostingClassifier] = {}
        unseen = {task: self._cross_fitted(task, rows) for task, rows in examples.items()}
        odds = _by_story([q for _, q in examples["cue"]], unseen["cue"])
        for task, rows in examples.items():
            trees = HistGradientBoostingClassifier(
                learning_rate=0.05,
                max_iter=200,
                max_leaf_nodes=15,
                l2_regularization=2.0,
                max_features=0.5,
                early_stopping=False,
                categorical_features=list(range(len(_tags(rows[0][1])))),
                random_state=0,
            )
            answers = [answer for answer, _ in rows]
            self._trees[task] = trees.fit(_seen([q for _, q in rows], unseen[task], odds), answers)

    def _cross_fitted(self, task: str, rows: Sequence[Example]) -> np.ndarray:
        """The log-odds that a linear model gives each row, trained on other stories; that of all is kept."""
        targets = np.eye(TASKS[task].classes)[[answer for answer, _ in rows]]
        features = [q.features for _, q in rows]
        part = np.array([q.story % FOLDS for _, q in rows])
        odds = np.zeros((len(rows), targets.shape[1] - 1))
        for fold in range(FOLDS + 1):
            own, others = np.flatnonzero(part == fold), np.flatnonzero(part != fold)
            model = fitted([features[n] for n in others], targets[others], np.ones(len(others)), PENALTY, LEAST)
            odds[own] = model.odds([features[n] for n in own])
        self._linear[task] = model  # of the last fold, which has no story
        return odds

    def linear(self, questions: Sequence[Question]) -> np.ndarray:
        """The log-odds by the features of the extractor alone; the questions are of one task."""
        return self._linear[questions[0].task].odds([q.features for q in questions])

    def answers(self, questions: Sequence[Question], odds: Odds) -> np.ndarray:
        """The probabilities (questions, classes); the questions are of one task, `odds` are those of all cues."""
        found: np.ndarray = self._trees[questions[0].task].predict_proba(_seen(questions, self.linear(questions), odds))
        return found

    def read(self, stories: Sequence[Stream]) -> Iterator[Taught]:
        """All that the extractor might ask of some stories."""
        asked = [q for n, s in enumerate(stories) for q in cues(n, s)]
        odds = _by_story(asked, self.linear(asked))
        answers = self.answers(asked, odds)
        yield from (Taught(q, p, 1.0) for q, p in zip(asked, answers, strict=True))
        likely = [(q, p[1]) for q, p in zip(asked, answers, strict=True) if p[1] > LIKELY]
        side = {task: self._of_cues(task, likely, odds) for task in ("statement", "layout")}
        yield from (taught for found in side.values() for taught in found)
        for task, sides, then in (
            ("start", [RIGHT], "end"),
            ("resume", [BOTH], "end"),
            ("left_end", [LEFT, BOTH], "left_start"),
        ):
            runs = []
            for q, answers, share in side["layout"]:
                reached = share * answers[sides].sum()
                if reached > SIDE and (places := stops(task, q, q.cue.head)):
                    runs.append((places, reached))
            places = yield from self._along(runs, odds)
            yield from self._along(
                [(stops(then, run[0], place), reached) for (run, reached), place in zip(runs, places, strict=True)],
                odds,
            )

    def _of_cues(self, task: str, likely: Sequence[tuple[Question, float]], odds: Odds) -> list[Taught]:
        questions = [of_cue(task, q) for q, _ in likely]
        answers = self.answers(questions, odds)
        return [Taught(q, p, share) for q, p, (_, share) in zip(questions, answers, likely, strict=True)]

    def _along(self, runs: Sequence[tuple[list[Question], float]], odds: Odds) -> Iterator[Taught]:
        """The places of each run as far as they are likely to be asked; returns the likeliest of each."""
        answers = iter(self.answers([q for run, _ in runs for q in run], odds) if runs else ())
        chosen: list[int] = []
        for run, reached in runs:
            free, best, place = 1.0, -1.0, run[0].place
            for q in run:
                p = next(answers)
                if reached * free > REACHED:
                    yield Taught(q, p, reached * free)
                stopped = free * p[1] if q is not run[-1] else free
                if stopped > best:
                    best, place = stopped, q.place
                free -= stopped
            chosen.append(place)
        return chosen


def _by_story(questions: Sequence[Question], odds: np.ndarray) -> Odds:
    """The log-odds of each word that may attribute, by story and token."""
    found: Odds = {}
    for q, value in zip(questions, odds[:, 0], strict=True):
        found.setdefault(q.story, {})[q.cue.head] = float(value)
    return found


def _seen(questions: Sequence[Question], own: np.ndarray, odds: Odds) -> np.ndarray:
    """What the trees look at: tags, then numbers."""
    return np.array(
        [(*_tags(q), *_numbers(q, odds[q.story]), *value) for q, value in zip(questions, own, strict=True)],
        dtype=np.float32,
    )


def _tags(q: Question) -> list[int]:
    """The tags around the cue, and around the place asked for."""
    c = q.cue
    i, a, b = c.head, c.begin, c.end
    near = [i - 4, i - 3, i - 2, i - 1, i + 1, i + 2, i + 3, i + 4, c.subject, c.subject - 1, a, a + 1, b - 1]
    tags = [_code(c.stream.shape[k]) if a <= k < b else 0 for k in near]
    if q.task in STOPS:
        first, shape = min(q.anchor, q.place), c.stream.shape
        tags += [_code(shape[k : k + 1]) for k in range(max(0, q.place - 3), max(0, q.place - 3) + 7)]
        tags += [_code(shape[k : k + 1]) for k in (first, first + 1)]
    return tags


def _code(tag: str) -> int:
    return min(ord(tag), 127) if tag else 0


def _numbers(q: Question, odds: Mapping[int, float]) -> list[float]:
    """Sizes and counts, and which others in the sentence may attribute."""
    c, shape = q.cue, q.cue.stream.shape
    i, a, b = c.head, c.begin, c.end
    left = max((k for k in range(a, i) if k in odds), key=odds.__getitem__, default=-1)
    right = max((k for k in range(i + 1, b) if k in odds), key=odds.__getitem__, default=-1)
    numbers = [odds.get(left, NONE), odds.get(right, NONE), i - left, right - i, i - a, b - i, a / len(shape)]
    numbers += [*_counts(shape[a:i]), *_counts(shape[i + 1 : b]), shape[b] == "Q"]
    numbers += [*_counts(shape[left + 1 : i]), *_counts(shape[i + 1 : max(right, i + 1)]), *_firsts(shape[i + 1 : b])]
    if q.task in STOPS:
        k, first, last = q.place, min(q.anchor, q.place), max(q.anchor, q.place)
        numbers += [k - q.anchor, k - i, b - k, k - a]
        numbers += [*_counts(shape[first:last]), *_firsts(shape[first:last])]
        numbers += [*_counts(shape[last:b]), *_firsts(shape[last:b])]
    return numbers


def _counts(tags: str) -> list[int]:
    return [sum(map(tags.count, signs)) for signs in _SIGNS]


def _firsts(tags: str) -> list[int]:
    return [next((n for n, tag in enumerate(tags) if tag in signs), -1) for signs in _SIGNS]
