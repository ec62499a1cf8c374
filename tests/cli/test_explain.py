import pytest
import typer
from typer.testing import CliRunner

from fanbook.cli.explain import explain
from fanbook.explanations import EXPLANATIONS

app = typer.Typer()
app.command()(explain)


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("code", ["N014", "n014", " N014 ", "[N014]", "warning[N014]:"])
def test_a_code_is_explained_however_it_was_copied(code):
    result = run(code)
    assert result.exit_code == 0
    assert result.output.startswith(f"N014: {EXPLANATIONS['N014'].title}\n")
    assert EXPLANATIONS["N014"].text in result.output


def test_without_a_code_all_are_listed():
    lines = run().output.splitlines()
    assert [line.split()[0] for line in lines] == list(EXPLANATIONS)


@pytest.mark.parametrize(("code", "near"), [("N0114", "N014"), ("R01", "R012"), ("W0002", "W002")])
def test_an_unknown_code_names_near_ones(code, near):
    result = run(code)
    assert result.exit_code == 2
    assert "Did you mean" in result.output
    assert near in result.output


def test_a_far_one_says_where_they_are_listed():
    result = run("nonsense")
    assert result.exit_code == 2
    assert "Did you mean" not in result.output
    assert "fanbook explain" in result.output
