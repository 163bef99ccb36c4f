"""Exit code 0 where the dashboard of this container serves its data, 1 where it does not."""

import os
import sys
import urllib.request

port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
prefix = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
path = f"/{prefix}/api/health" if prefix else "/api/health"
try:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=8) as answer:
        print(answer.read().decode())
except OSError as error:  # a 503 too
    sys.exit(f"{path}: {error}")
