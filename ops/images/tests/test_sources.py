"""Package sources are read from both formats of apt."""

import pathlib
import subprocess
import tempfile
import unittest

from machine import IMAGES

DEB822 = """\
# a comment
Types: deb deb-src
URIs: http://one.example/debian
 http://two.example/debian
Suites: bookworm
# comment in a stanza
 bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/a.gpg

Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main

Types: deb
URIs: http://backports.example/debian
Suites: bookworm-backports
Components: main

Types: deb-src
URIs: http://source.example/debian
Suites: bookworm
Components: main
"""
ONE_LINE = """\
deb [arch=amd64 signed-by=/k.gpg] http://three.example/debian bookworm-security main # said beside
#deb http://off.example/debian bookworm main
deb-src http://off.example/debian bookworm main
deb http://stranger.example/ bookworm stable
deb http://other.example/debian trixie main
"""


class SourcesTest(unittest.TestCase):
    def sources(self, **files):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "sources.list.d").mkdir()
            for name, content in files.items():
                (pathlib.Path(folder) / name.replace("__", "/").replace("_", ".")).write_text(content)
            script = f'. "{IMAGES}/lib/sources.sh"; distribution_sources bookworm "{folder}"'
            return subprocess.run(["bash", "-euo", "pipefail", "-c", script], check=True, text=True, capture_output=True).stdout.splitlines()

    def test_deb822_stanzas_become_one_line_each(self):
        prefix = "deb [signed-by=/usr/share/keyrings/a.gpg] http://"
        self.assertEqual(
            [f"{prefix}{host}.example/debian {suite} main contrib" for host in ("one", "two") for suite in ("bookworm", "bookworm-updates")],
            self.sources(**{"sources_list_d__debian_sources": DEB822}))

    def test_one_line_entries_of_this_release_are_kept_with_their_options(self):
        self.assertEqual(
            ["deb [arch=amd64 signed-by=/k.gpg] http://three.example/debian bookworm-security main"], self.sources(sources_list=ONE_LINE))

    def test_no_sources_give_nothing(self):
        self.assertEqual([], self.sources())


if __name__ == "__main__":
    unittest.main()
