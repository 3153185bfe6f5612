"""`python -m desk_app` is `reo-desk`."""

import sys

from desk_app.main import main

sys.exit(main())
