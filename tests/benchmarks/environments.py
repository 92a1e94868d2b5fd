"""Environments of their own for what is compared: this program installed, at an earlier commit too, and others.

They are kept in a folder between runs; this program is installed anew each time, since it may have changed.
"""

import io
import subprocess
import sys
import tarfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.terminal.screen import ROOT

OTHERS = ("jrnl", "harlequin", "calcure")
"""What is compared where it installs; each is a package, and the program that it brings."""


class Environments:
    """A folder of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def program(self, environment: str, name: str) -> str:
        """The path of a program in one of them."""
        return str(self.folder / environment / "bin" / name)

    def ours(self) -> str:
        """Install this program as it stands, as a wheel; gives the environment's name."""
        self._install("ours", str(ROOT))
        return "ours"

    def at(self, commit: str) -> tuple[str, ...]:
        """Install this program as it was at a commit; gives how it is started, nothing without that commit."""

        def install() -> None:
            files = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
            with TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(files)) as tar:
                tar.extractall(folder, filter="data")
                self._install(commit, folder)

        return self._once(commit, "mastery", install)

    def other(self, name: str) -> tuple[str, ...]:
        """Install another program; gives how it is started, and nothing where it does not install."""
        return self._once(name, name, lambda: self._install(name, name))

    def _once(self, environment: str, name: str, install: Callable[[], None]) -> tuple[str, ...]:
        program = self.program(environment, name)
        try:
            if not Path(program).exists():
                install()
        except subprocess.CalledProcessError:
            print(f"{environment} could not be installed and is left out", file=sys.stderr)
            return ()
        return (program,)

    def version(self, environment: str, package: str) -> str:
        """The version of what an environment has."""
        asked = f"from importlib.metadata import version; print(version({package!r}))"
        command = [self.program(environment, "python"), "-c", asked]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def _install(self, environment: str, what: str) -> None:
        """Install something with all that it needs; Textual, where it needs that, is the one of the tests."""
        if not Path(self.program(environment, "python")).exists():
            subprocess.run([sys.executable, "-m", "venv", str(self.folder / environment)], check=True)
        self._pip(environment, what, *(() if what in OTHERS else (f"textual=={version('textual')}",)))

    def _pip(self, environment: str, *arguments: str) -> None:
        print(f"installing {environment}", file=sys.stderr)
        command = [self.program(environment, "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*command, *arguments], check=True, cwd=self.folder)
