"""What is printed cannot command the terminal, nor pass for another line of ours."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.cli.show import show_report
from fanbook.cli.terminal import print_json, safe, safe_lines, show_diagnostic, show_fault
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import FanbookError
from fanbook.library.workspace import Skipped
from fanbook.report import BuildReport, Failure

EVIL = "a\nerror[X001] forged\x1b[31m\x9b2J\u202e\u2028b\r\x07"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]")


@given(st.text())
def test_one_line_stays_one_line(text):
    assert len(safe(text).splitlines()) <= 1
    assert not OBEYED.search(safe(text))
    assert safe_lines(text).count("\n") == text.count("\n")
    assert not OBEYED.search(safe_lines(text))


def test_faults_and_remarks_keep_to_their_lines(capsys):
    show_fault(FanbookError("R001", EVIL, at=EVIL, hint=EVIL))
    show_diagnostic(Diagnostic("N001", Severity.WARNING, EVIL, EVIL, EVIL, 3))
    out, err = capsys.readouterr()
    assert (out.count("\n"), err.count("\n")) == (2, 2)
    assert not OBEYED.search(out + err)


def test_a_report_of_evil_names(capsys):
    report = BuildReport(skipped=(Skipped(EVIL, "no story"),), removed=(EVIL,), out=EVIL, sources=1)
    show_report(report, quiet=False, verbose=True, why=True)
    show_report(
        replace(report, failed=(Failure(EVIL, FanbookError("R001", "gone", at=EVIL)),)), quiet=True, verbose=False, why=False
    )  # fmt: skip
    out, err = capsys.readouterr()
    assert not OBEYED.search(out + err)
    assert "\nerror[X001]" not in out + err


@pytest.mark.parametrize("text", [EVIL, "\x7f\x85\x9f", "\ud800"])
def test_json_for_a_terminal_is_the_same_data(capsysbinary, text):
    print_json({"path": text})
    out = capsysbinary.readouterr().out
    assert not re.search(rb"\x1b|\xc2[\x80-\x9f]|\x7f", out)
    assert json.loads(out.decode()) == {"path": text}


def test_long_messages_only_begin(capsys):
    show_fault(FanbookError("R001", "x" * 1_000_000))
    assert len(capsys.readouterr().err) < 3_000
