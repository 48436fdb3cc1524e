"""A pytest plugin, named in pyproject.toml so that it is there before pytest-django reads the settings.

Tests need no set-up and do not depend on the developer's own: no `.env` file, no variables but DATABASE_URL, which
chooses the database that the suite runs on (SQLite when it is not given).
"""

import os

os.environ["ENV_FILE"] = ""
os.environ["DEBUG"] = "true"
