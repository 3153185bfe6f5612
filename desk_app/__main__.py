"""`python -m desk_app` is `reo-desk`. Ctrl+C while it still loads is quiet too."""

import sys

if getattr(sys, "frozen", False):  # the packaged program is its own interpreter, and helps itself with big files
    from multiprocessing import freeze_support

    freeze_support()

try:
    from desk_app.main import main

    code = main()
except KeyboardInterrupt:
    code = 130
sys.exit(code)
