"""The numbered files of a folder are parts of a course: new cards come part by part."""

from pathlib import Path

from tests.learner import Learner, asked_in_order, questions


def test_the_numbered_files_of_a_folder_come_one_number_after_another(tmp_path: Path) -> None:
    learner = Learner(tmp_path)
    learner.write("course/10-last.md", questions("last"))
    learner.write("course/2-then.md", questions("then", "there"))
    learner.write("course/1-first.md", questions("a", "b"))
    learner.write("course/1-more.md", questions("c"))
    learner.write("page/cards.md", questions("x", "y"))
    with learner.opens() as study:
        asked = asked_in_order(study, study.review.begin())
    course = [text for text in asked if text[-2] not in "xy"]
    assert course == [f"What is {name}?" for name in ("a", "c", "b", "then", "there", "last")]
    assert asked.index("What is x?") < asked.index(
        "What is then?"
    )  # other files take turns with it
