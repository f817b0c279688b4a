"""What is wrong with an answer, whatever the question was: an error of ours, a problem not in French, a number not for them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

from tests.support.every_output import locate_numbers

ENGLISH = re.compile(
    r"\b(should|must|invalid|required|expected|not found|unauthorized|forbidden|internal|unprocessable|traceback|"
    r"exception|the|value|input|string|integer|does not|psycopg|sqlalchemy|pydantic)\b",
    re.IGNORECASE,
)
"""Words of a framework that speaks for itself; ours are French."""
SAID = ("title", "detail", "message", "remedy")


@dataclass(frozen=True)
class Answer:
    """What came back of one question."""

    status: int
    media_type: str
    text: str
    question: str = ""
    """address that was asked: what it holds may come back"""


@dataclass(frozen=True)
class Judge:
    """What one visitor may never be answered."""

    forbidden_numbers: frozenset[str]
    name_number: Callable[[float], str]
    forbidden_marks: re.Pattern[str]

    def find_faults(self, answer: Answer) -> Iterator[str]:
        """Each thing wrong, in a few words that repeat from one question to another."""
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            yield f"status {answer.status}"
        if answer.status >= HTTPStatus.BAD_REQUEST:
            yield from judge_problem(answer)
        elif answer.media_type.endswith("json") and answer.text:
            asked = {self.name_number(float(each)) for each in re.findall(r"\d+", answer.question)}
            forbidden = self.forbidden_numbers - asked
            found: dict[str, str] = {}
            for place, number in locate_numbers(json.loads(answer.text)):
                if (name := self.name_number(number)) in forbidden:
                    found.setdefault(place, name)
            yield from (f"number {name} at {place}" for place, name in found.items())
        if self.forbidden_marks.search(answer.text):
            yield "a mark of somebody else"


def judge_problem(answer: Answer) -> Iterator[str]:
    """A refusal is a problem of ours, in French."""
    if answer.media_type != "application/problem+json":
        yield f"refusal as {answer.media_type}"
        return
    problem = json.loads(answer.text)
    if not str(problem.get("type", "")).startswith("/problemes/"):
        yield "problem of no kind of ours"
    words = [str(part[name]) for part in (problem, *problem.get("errors", ())) for name in SAID if part.get(name)]
    # What was received is quoted between « »; it may be in any language.
    for said in (re.sub(r"«[^»]*»|:.*", "", each) for each in words):
        if english := ENGLISH.search(said):
            yield f"problem not in French: « {english.group()} » in « {said[:80]} »"
