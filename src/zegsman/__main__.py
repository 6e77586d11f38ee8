"""`python -m zegsman` is the command `zegsman`."""

from zegsman.cli import main

if __name__ == "__main__":
    main()
