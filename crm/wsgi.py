"""What gunicorn serves: `gunicorn --no-control-socket crm.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from crm.environment import WrongSetting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")

try:
    application = get_wsgi_application()
except WrongSetting as problem:
    # 3 tells gunicorn that starting another worker would not help.
    sys.stderr.write(f"Rapport cannot start: {problem}\n")
    sys.exit(3)
