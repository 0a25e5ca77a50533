"""The ending that makes a name an owner: `China's`, `the States'`."""

from __future__ import annotations

import re

POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
