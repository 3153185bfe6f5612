"""`python -m desk_app` is `reo-desk`. Ctrl+C while it still loads is quiet too."""

import sys

try:
    from desk_app.main import main

    code = main()
except KeyboardInterrupt:
    code = 130
sys.exit(code)
