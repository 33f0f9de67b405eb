"""json.awk, which reads the server's answers: right values, and a clear no to what is no JSON."""

import subprocess
import unittest
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / "rootfs/usr/lib/metalwright/json.awk"


def read(text: str):
    done = subprocess.run(["busybox", "awk", "-f", str(PROGRAM)], input=text, capture_output=True, text=True)
    return done.stdout.splitlines() if done.returncode == 0 else None


class JsonTest(unittest.TestCase):
    def test_scalars_come_with_their_paths(self):
        self.assertEqual(["session\ta\"b\\c", "wanted\ttrue", "keys.0\tssh a", "keys.1\tb c", "x.y.0\t1", "x.y.1\t-2.5e3", "x.y.2\tnull", "u\tAB"],
                         read('{"session":"a\\"b\\\\c", "wanted" : true,\n"keys":["ssh a","b\\nc"],"e":[],"o":{},"x":{"y":[1,-2.5e3,null]},"u":"\\u0041B"}'))

    def test_a_line_break_inside_a_text_never_makes_a_line(self):
        self.assertEqual(["a\tx wanted true"], read('{"a":"x\\u000awanted\\u0009true"}'))

    def test_every_cut_of_an_answer_is_refused(self):
        answer = '{"session":"abc","wanted":true,"authorizedKeys":["k"],"pollSeconds":60}'
        for end in range(len(answer)):
            self.assertIsNone(read(answer[:end]), answer[:end])

    def test_what_is_no_json_is_refused(self):
        for text in ["", "{a:1}", "[1,]", '"abc', '{"a":1}x', "<html>", '{"a" 1}', '{"a":tru}', '["\\x"]']:
            self.assertIsNone(read(text), text)


if __name__ == "__main__":
    unittest.main()
