"""The `fanbook` command, and `python -m fanbook` where its script is not on the path.

Nothing is imported before it runs: a worker process imports this module again, and needs no command line.
"""

from __future__ import annotations

import gc


def main() -> None:
    """The command line; an interrupt is heard from the first moment."""
    from fanbook.processes.interrupts import listen  # noqa: PLC0415 - see above

    # Neither modules nor trees hold cycles: looking for them thousands of times costs a tenth of a short run.
    gc.set_threshold(100_000, 20, 50)
    try:
        listen()
        from fanbook.cli import main as run  # noqa: PLC0415 - see above

        run()
    except KeyboardInterrupt:  # before or after a command that would have something to say of it
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
