"""How gunicorn serves the project, in `make run` and in a deployment; options of its command line win."""

from provenance.settings import PORT  # a bad setting ends the start here, with its sentence

wsgi_app = "provenance.wsgi"
bind = f"127.0.0.1:{PORT}"
# Threads, because a request mostly waits for PostgreSQL or for a reader of a long export.
worker_class = "gthread"
workers = 2
threads = 8
# Loaded once, before the workers, which then share its memory.
preload_app = True
graceful_timeout = 10
timeout = 60
keepalive = 5
loglevel = "warning"
control_socket_disable = True
