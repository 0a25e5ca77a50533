"""A target that nothing in its source explains.

Each word of the target is held against the source: is it what a character or word means (重 heavy, re-; 报 newspaper),
is it how the name sounds (沙坪坝 Shapingba, 圣胡利娅 Sant Julià), is it a number? Where most of the target stays
without a reason and most of the source without an effect, a row was shifted, a wrong cell was pasted, or the name was
changed on one side only.

    source,target
    沙坪坝区,Qianjiang District      ← unexplained-target
    黔江区,Shapingba District       ← unexplained-target: the target of the line above fits

Whatever explains the words, some pairs cannot be one thing: another kind of body (an institute as a hospital, a
bureau as a commission, `kinds.tsv`), another number or a lost one (第二人民医院, People's Hospital), another place
(辽宁, Jinzhou), or the English of the body that the Chinese belongs to. Each of these adds to the doubt.

    source,target
    江苏省肿瘤防治研究所,Jiangsu Cancer Hospital       ← unexplained-target: a 研究所 is no Hospital

The score says how sure the rule is. A row that rare senses of its characters would explain is an info, the others are
warnings. Silent on acronyms (UNESCO) and addresses (ifeng.com), which stand for words that the row does not have. Old
names beside new ones are reported, and names that were chosen apart in both languages (特斯联, Terminus Group): let
such a row stand with an ignore and its reason, or list the old name as a variant. Companies are held to less, since
they often have a brand of its own in each language.

Method: lexical translation probabilities (IBM Model 1 over CC-CEDICT), a learned sound channel, words weighed by how
rare they are in the file. There is no automatic fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from termend.glossary.entries import Entry
from termend.lint.context import LintContext
from termend.lint.explaining import UNDOUBTED, Explainer, Explanation
from termend.lint.finding import Remark
from termend.lint.registry import Share, long_rule
from termend.records import Severity

_DOUBTFUL = 0.45
_SURE = 0.51  # doubt, with good will, from which a finding is a warning
_MOST = 0.99  # no pair of names is wrong for certain
_FITS = 0.4  # by how much more a neighbour's target must explain, and be explained, to be the row's own


@long_rule("unexplained-target", Severity.WARNING)
def unexplained_target(context: LintContext, share: Share) -> Iterator[Remark]:
    rows = [row for row in context.complete if len(row.source) <= 60 and len(row.target) <= 200]
    places = share.of(len(rows))
    if not places:
        return
    explainer = _explainer(context)
    first = max(0, places.start - 1)  # the neighbours of a share are looked at as well
    looked_at = rows[first : places.stop + 1]
    explained = explainer.explain_all([(context.sources[row.source], row.target) for row in looked_at])
    explanations = dict(enumerate(explained, first))
    kinder = explainer.with_good_will()
    for index in places:
        row, explanation = rows[index], explanations[index]
        if explanation.doubt < UNDOUBTED:
            continue
        source = context.sources[row.source]
        neighbours = [i for i in (index - 1, index + 1) if i in explanations and explanations[i].doubt >= UNDOUBTED]
        other = _better(explainer, source, row, [rows[i] for i in neighbours], explanation)
        if other is not None:
            message = f"nothing in {row.source} explains this; the target of line {other.line} fits it"
            yield Remark(row, "target", row.target, message, related=(other,), score=_score(explanation))
        elif explanation.doubt >= _DOUBTFUL:
            kindly = kinder.explain(source, row.target)
            message = _said(row, explanation)
            severity = None if kindly.doubt >= _SURE else Severity.INFO
            yield Remark(row, "target", row.target, message, score=_score(kindly), severity=severity)


def _score(explanation: Explanation) -> float:
    return min(_MOST, round(explanation.doubt, 2))


def _said(row: Entry, explanation: Explanation) -> str:
    clashes = "; ".join(clash.says for clash in explanation.clashes)
    if not explanation.unexplained:
        return f"{row.source}: {clashes}"
    words = ", ".join(dict.fromkeys(explanation.unexplained))
    return f"nothing in {row.source} explains {words}" + (f"; {clashes}" if clashes else "")


def _explainer(context: LintContext) -> Explainer:
    from termend.channel import english, lexicon, sound
    from termend.lint.likeness import Likeness

    pairs = [(context.sources[row.source], row.target) for row in context.complete]
    return Explainer(lexicon.shipped(), english.shipped(), Likeness(sound.shipped()), pairs)


def _better(explainer: Explainer, source: str, row: Entry, neighbours: list[Entry], own: Explanation) -> Entry | None:
    """The doubtful neighbour whose target fits the row, as in a column that slipped."""
    for other in neighbours:
        if other.path != row.path or other.target == row.target:
            continue
        explanation = explainer.explain(source, other.target)
        gain = min(explanation.target_share - own.target_share, explanation.source_share - own.source_share)
        if gain >= _FITS:
            return other
    return None
