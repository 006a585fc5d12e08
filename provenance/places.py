"""Where this installation keeps its data and the secrets it made itself; nothing about what the data means."""

import os
import secrets
import string
import sys
from pathlib import Path

ALPHABET = string.ascii_letters + string.digits
"""Of secrets made here: nothing that a shell, a URL or a command line takes for something else."""

PROJECT_DIR = Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """`var/` of the project if it can be written, else the platform's folder for data of this user."""
    var = PROJECT_DIR / "var"
    if os.access(var if var.exists() else PROJECT_DIR, os.W_OK | os.X_OK):
        return var
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "provenance"
    data_home = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data_home) if data_home.startswith("/") else Path.home() / ".local" / "share") / "provenance"


def kept_secret(path: Path, *, length: int) -> str:
    """The secret in this file; made once, readable by its owner only."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(secrets.choice(ALPHABET) for _ in range(length)) + "\n")
    try:
        # link() refuses to replace, so that of two first starts at once both read the same secret.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def keep_address(folder: Path, address: str) -> None:
    """Remember where `make run` serves, for commands that print addresses."""
    draft = folder / f"base_url.{os.getpid()}"
    draft.write_text(address + "\n", encoding="ascii")
    draft.replace(folder / "base_url")


def kept_address(folder: Path) -> str:
    """Where `make run` served last, or nothing."""
    try:
        return (folder / "base_url").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
