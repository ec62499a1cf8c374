"""`python -m fanbook`: the command where its script is not on the path."""

from fanbook.cli import main

if __name__ == "__main__":
    main()
