"""An invented draft with findings of every kind that reports must print."""

from termend.records import Checked, Document, Evidence, Finding, Proposal, Segment, Severity, Term

TEXT = (
    "A𐐀 visitor, the sound stone group said: 100% true\n"
    "\n"
    "The Stone Sound Group met, reporter 王五 wrote.\r\n"
    "No trace here & <there>.\n"
)
GROUP = Term("石音集团", "Shiyin Group", ("Shiyin Media Group",), type="organisation", glossary="press.csv", line=12)
TOWN = Term("石音镇", "Shiyin Town", type="place", glossary="press.csv", line=13)


def _finding(check, severity, words, score, **more):
    start = TEXT.index(words)
    segment = TEXT.count("\n", 0, start)
    return Finding(check, severity, segment, start, start + len(words), words, score, **more)


def draft() -> Document:
    segments, start = [], 0
    for index, line in enumerate(TEXT.splitlines(keepends=True)):
        segments.append(Segment(index, start, line.rstrip("\r\n")))
        start += len(line)
    return Document("drafts/a, b: 1.txt", TEXT, tuple(segments), raw=TEXT.encode())


def checked() -> Checked:
    sound = _finding(
        "garbled-term",
        Severity.ERROR,
        "sound stone group",
        0.974,
        term=GROUP,
        entity=1,
        message="“sound stone group” is what became of 石音集团",
        evidence=(
            Evidence("石", "stone", "gloss", 4.25),
            Evidence("音", "sound", "gloss", 3.5),
            Evidence("集团", "group", "gloss", 2.125),
        ),
    )
    before = TEXT.index("the sound")
    sound_proposals = (
        Proposal("Shiyin Group", before, sound.end, 0.93, "seq2seq"),
        Proposal("Shiyin Group", sound.start, sound.end, 0.41, "glossary"),
    )
    gone = TEXT.index("No trace")
    return Checked(
        draft(),
        (
            Finding(**{**_fields(sound), "proposals": sound_proposals}),
            _finding("garbled-term", Severity.ERROR, "Stone Sound Group", 0.8, term=GROUP, entity=1),
            _finding("untranslated-text", Severity.WARNING, "王五", 1.0, message="王五 is left from the Chinese"),
            Finding(
                "missing-term",
                Severity.INFO,
                3,
                gone,
                gone,
                "",
                0.61,
                message="石音镇 left no trace; a name is missing: Shiyin Town",
                term=TOWN,
                entity=2,
            ),
        ),
    )


def _fields(finding):
    return {name: getattr(finding, name) for name in Finding.__dataclass_fields__}
