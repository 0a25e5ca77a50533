"""Sound renderings that no row lists are told, and planted garbles are found."""

import random

from termend import pipeline
from termend.channel import lexicon, sound
from termend.channel.learning.parallel_drafts import plant, scored
from termend.channel.sampling import Sampler
from termend.checks import CheckContext
from termend.checks.unapproved_rendering import unapproved_with_source
from termend.documents import plain
from termend.glossary import Glossary
from termend.records import Severity, Term


def test_a_sound_form_is_told_and_no_error():
    document = plain.read("-", b"The Norwegian Ministry of Health agreed.\n")
    document = pipeline.with_source(document, plain.read("-", "挪威卫生部同意了。\n".encode()))
    glossary = Glossary((Term("挪威卫生部", "Norwegian Department of Health", type="government"),))
    found = list(unapproved_with_source(CheckContext(document, glossary)))
    assert [(f.text, f.severity) for f in found] == [("Norwegian Ministry of Health", Severity.WARNING)]
    assert [f.check for f in pipeline.check(document, glossary).findings] == ["unapproved-rendering"]


def test_planted_garbles_are_found_where_they_stand():
    sentences = [("我们昨天在斯图加特见面。", "We met in Stuttgart yesterday.")] * 12
    sampler = Sampler(lexicon.shipped(), sound.shipped(), {})
    (draft,) = plant(sentences, {"斯图加特": "Stuttgart"}, sampler, seed=random.Random(1).randrange(100))
    assert draft.garbles
    assert all(0 <= s < e <= len(draft.document.text) for s, e, _ in draft.garbles)
    texts = {draft.document.text[s:e] for s, e, _ in draft.garbles}
    assert "Stuttgart" not in texts
    findings = scored([draft])
    assert all(0 <= score <= 1 for score, _ in findings)
    assert any(right for _, right in findings)
