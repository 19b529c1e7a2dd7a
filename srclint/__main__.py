"""`python -m srclint` is the command."""

from srclint.cli import main

if __name__ == "__main__":
    main()
