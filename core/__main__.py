"""`python -m core`: the command line, also installed as `funduscope-cli`."""

import multiprocessing
import sys

from core.cli.program import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the packaged program is also what its rendering processes are started with
    sys.exit(main())
