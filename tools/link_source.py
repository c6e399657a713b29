"""Put this checkout on the environment's path and lay down the `commonshelf` command, without a build step."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

COMMAND = """#!{python}
import sys
from commonshelf.config.command_line import main
sys.exit(main())
"""


def main() -> None:
    """Write the two files that make `import commonshelf` and `commonshelf` work from this environment."""
    source = Path(__file__).resolve().parent.parent / "src"
    Path(sysconfig.get_path("purelib"), "commonshelf.pth").write_text(f"{source}\n", encoding="utf-8")
    command = Path(sys.executable).parent / "commonshelf"
    command.write_text(COMMAND.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)


if __name__ == "__main__":
    main()
