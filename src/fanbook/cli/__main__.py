"""`python -m fanbook.cli`: the command where its script is not on the path."""

from fanbook.cli.app import main

if __name__ == "__main__":
    main()
