"""The `fanbook` command, and `python -m fanbook`.

Nothing is imported before it runs: a worker process imports this module again, and needs no command line.
"""

from __future__ import annotations


def main() -> None:
    """The command line; an interrupt is heard from the first moment."""
    from fanbook.interrupts import listen  # noqa: PLC0415 - see above

    listen()
    try:
        from fanbook.cli import main as run  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    run()


if __name__ == "__main__":
    main()
