"""The pages pass the Nu validator and axe-core; skipped where these are not installed.

VNU_JAR and AXE_JS say where vnu.jar and axe.min.js lie (npm: vnu-jar, axe-core).
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.printing.printer import ALL, Printer
from tests.printing.test_html import CHROMIUM, in_chromium
from tests.simulation import SimulatedLearner
from tutor.printing import LAYOUTS
from tutor.study import transfer

JAR, AXE = os.environ.get("VNU_JAR"), os.environ.get("AXE_JS")
# MathML 4 has these attributes; the validator's schema is that of MathML 3.
NEWER = r".*Attribute .(intent|arg). not allowed.*"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def pages(tmp_path: Path) -> list[Path]:
    found: list[Path] = []
    for layout in LAYOUTS:
        (tmp_path / layout).mkdir()
        printer = Printer(tmp_path / layout)
        printer.bundle()
        printer.write(
            "deck.md",
            "Q: ## Head\nA: $\\overline{xy}$\n\n- [ ] a point\n- [ ] one with $$x^2$$ set apart\n",
        )
        found.append(printer.prints(ALL, layout, form="html").path)
    (tmp_path / "progress").mkdir()
    learner = SimulatedLearner(tmp_path / "progress")
    learner.live(30)
    found.append(tmp_path / "progress.html")
    with learner.opens() as study:
        transfer.to_html(study, found[-1], 0, force=False)
    return found


@pytest.mark.skipif(JAR is None or shutil.which("java") is None, reason="no Nu validator here")
def test_the_nu_validator_finds_nothing(pages: list[Path]) -> None:
    words = ["java", "-jar", str(JAR), "--filterpattern", NEWER, *map(str, pages)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(AXE is None or CHROMIUM is None, reason="no axe-core or browser here")
def test_axe_finds_nothing_at_wcag_aa(pages: list[Path]) -> None:
    axe = Path(str(AXE)).read_text(encoding="utf-8").replace("</script", r"<\/script")
    for path in pages:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"<meta http-equiv=.Content-Security-Policy[^>]*>", "", text)
        run = (
            f"axe.run({{runOnly: {RULES}}}).then(found => {{"
            "document.title = 'found ' + JSON.stringify(found.violations.map(one => one.id)) })"
        )
        path.write_text(
            text.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>")
        )
        shown = in_chromium(path, "--virtual-time-budget=60000", "--dump-dom").decode()
        assert "<title>found []</title>" in shown
