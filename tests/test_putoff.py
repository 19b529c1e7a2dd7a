import sys
import typing
from typing import Generic, TypedDict, TypeVar, get_type_hints

import pytest

from srclint.putoff import put_off, types_as_text

T = TypeVar("T")


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A module `library` that imports a module `heavy`, which says in `sys` that it was imported."""
    (tmp_path / "heavy.py").write_text("ANSWER = 42\nclass Answer: pass\n", encoding="utf-8")
    (tmp_path / "library.py").write_text("import heavy\n\ndef ask():\n    return heavy.ANSWER\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for name in ("library", "heavy"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("library")
def test_a_module_that_was_put_off_is_imported_on_first_use():
    with put_off("heavy"):
        import library
    assert "heavy" not in sys.modules
    assert library.ask() == 42
    assert sys.modules["heavy"].ANSWER == 42


@pytest.mark.usefixtures("library")
def test_others_get_the_module_itself():
    with put_off("heavy"):
        import library
    import heavy

    assert type(heavy) is type(sys)
    assert heavy is not library.heavy
    assert library.ask() == heavy.ANSWER


@pytest.mark.usefixtures("library")
def test_what_is_used_at_once_is_imported_at_once():
    with put_off("heavy"):
        from heavy import ANSWER
    assert ANSWER == 42
    assert sys.modules["heavy"].ANSWER == 42


@pytest.mark.usefixtures("library")
def test_what_is_imported_already_stays():
    import heavy

    with put_off("heavy"):
        import library
    assert library.heavy is heavy is sys.modules["heavy"]


@pytest.mark.usefixtures("library")
def test_what_the_module_has_not_is_an_error():
    with put_off("heavy"):
        import library
    with pytest.raises(AttributeError, match="module 'heavy' has no attribute 'nothing'"):
        library.heavy.nothing  # noqa: B018


@pytest.mark.usefixtures("library")
def test_a_class_may_be_mentioned_before_it_is_used():
    with put_off(heavy={"Answer": object}):
        import heavy as stand_in

        mentioned = list[stand_in.Answer]
    assert mentioned
    assert "heavy" not in sys.modules
    assert stand_in.Answer.__name__ == "Answer"
    assert stand_in.Answer is sys.modules["heavy"].Answer


@pytest.mark.usefixtures("library")
def test_a_thing_that_is_given_is_had_without_the_module():
    answer = object()
    with put_off(heavy={"Answer": answer}):
        from heavy import Answer
    assert Answer is answer
    assert "heavy" not in sys.modules
    from heavy import Answer as Other

    assert Other is sys.modules["heavy"].Answer


@pytest.fixture
def taker(library, tmp_path):
    """A module that takes a function and a class out of `heavy`."""
    del library
    (tmp_path / "heavy.py").write_text(
        "class Answer:\n    is_known = True\ndef ask(who): return who\n", encoding="utf-8"
    )
    (tmp_path / "taker.py").write_text("from heavy import Answer, ask\n", encoding="utf-8")
    with put_off("heavy:Answer", "heavy:ask"):
        import taker
    assert "heavy" not in sys.modules
    yield taker
    del sys.modules["taker"]


def test_a_function_that_was_taken_out_is_itself_when_called(taker):
    assert taker.ask(who=3) == 3
    assert "heavy" in sys.modules


def test_a_class_that_was_taken_out_is_itself_when_asked(taker):
    assert taker.Answer.is_known
    made = taker.Answer()
    assert isinstance(made, taker.Answer)
    assert type(made) is sys.modules["heavy"].Answer
    assert not isinstance(3, taker.Answer)


def test_a_class_that_was_taken_out_may_be_the_parameter_of_a_generic_class(taker):
    class Box(Generic[T]):
        pass

    class Answers(Box[taker.Answer]):
        pass

    assert Box[taker.Answer] in Answers.__orig_bases__
    assert "heavy" not in sys.modules


def test_others_take_the_function_itself(taker):
    from heavy import ask

    assert type(ask) is type(lambda: 0)
    assert ask is not taker.ask


@pytest.mark.usefixtures("library")
def test_what_was_taken_out_may_be_used_at_once():
    with put_off("heavy:Answer"):
        from heavy import Answer

        made = Answer()
    assert type(made) is sys.modules["heavy"].Answer


def test_a_module_that_does_not_exist_is_missed_when_it_is_used():
    with put_off("no_such_module"):
        import no_such_module
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        no_such_module.anything  # noqa: B018


def test_a_type_that_is_named_by_text_is_found_when_it_is_asked_for():
    with types_as_text():

        class Row(TypedDict):
            answer: "int | None"
            nonsense: "not a ] type"  # noqa: F722 - which is seen in time

        class Known(TypedDict):
            answer: "int | None"

    assert "compile" not in vars(typing)
    assert get_type_hints(Known) == {"answer": int | None}
    with pytest.raises(SyntaxError):
        get_type_hints(Row)
