"""Look up known vulnerabilities of the locked packages, and say how many could be looked up at all.

`pip-audit` passes over a package that its index knows nothing of and still ends well: an index without
advisories would make every audit green. Here such a run says `not audited`, and is not called green.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def main(lock: str) -> int:
    """Audit one hashed requirements file. Returns 1 when a vulnerability is known, else 0."""
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--disable-pip", "--require-hashes", "-f", "json"]
    done = subprocess.run([*command, "--progress-spinner", "off"], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    try:
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"not audited: no answer from the index ({_last_line(done.stderr)})")
        return 0
    looked_up = [package for package in packages if "skip_reason" not in package]
    unsafe = [package for package in looked_up if package["vulns"]]
    for package in unsafe:
        for flaw in package["vulns"]:
            mended = ", ".join(flaw["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {flaw['id']}, mended in {mended}")
    verdict = "audited" if len(looked_up) == len(packages) else "not audited" if not looked_up else "partly audited"
    print(f"{verdict}: {len(looked_up)} of {len(packages)} packages of {Path(lock).name}, {len(unsafe)} unsafe")
    return 1 if unsafe else 0


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
