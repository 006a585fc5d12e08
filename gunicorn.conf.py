"""How gunicorn serves the project, in `make run` and in a deployment; options of its command line win."""

import os

wsgi_app = "provenance.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
# Threads, because a request mostly waits for PostgreSQL or for a reader of a long export.
worker_class = "gthread"
workers = 2
threads = 8
# Loaded before the workers: a bad setting ends the start with its sentence instead of a loop of dying workers.
preload_app = True
graceful_timeout = 10
timeout = 60
keepalive = 5
loglevel = "warning"
control_socket_disable = True
