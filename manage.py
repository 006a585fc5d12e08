#!/usr/bin/env python
"""Runs the project's commands; `manage.py help` lists them."""

import sys

from provenance.cli import main

if __name__ == "__main__":
    main(sys.argv)
