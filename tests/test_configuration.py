"""Settings are found, read, and refused with the file and key that are wrong."""

import pytest

from termend import configuration
from termend.checks import registry
from termend.cli.app import main
from termend.configuration import Ignore
from termend.errors import ConfigurationError
from termend.records import Severity

ALL = """
glossaries = ["names.csv", "house", "chongqing-media"]
min-score = 0.75
fail-on = "warning"
baseline = "old.json"
exclude = ["old/**", "*.bak"]

[checks]
untranslated-text = false
garbled-term = "info"

[rules]
stray-space = true

[[ignore]]
rule = "garbled-term"
text = "Sound Stone"
path = "news/*.txt"
reason = "a band"
"""


@pytest.fixture(params=["termend.toml", "pyproject.toml"])
def file(request, tmp_path):
    """A settings file of either kind with everything in it."""
    text = ALL
    if request.param == "pyproject.toml":
        text = '[project]\nname = "x"\n[tool.termend]\n' + ALL.replace("[[", "[[tool.termend.").replace(
            "\n[c", "\n[tool.termend.c"
        ).replace("\n[r", "\n[tool.termend.r")
    (tmp_path / request.param).write_text(text)
    (tmp_path / "house").mkdir()
    return tmp_path / request.param


def test_everything_is_read(file):
    read = configuration.read(file)
    folder = file.parent
    assert read.glossaries == (str(folder / "names.csv"), str(folder / "house"), "chongqing-media")
    assert (read.min_score, read.fail_on, read.baseline) == (0.75, Severity.WARNING, folder / "old.json")
    assert read.ignore == (Ignore("garbled-term", "a band", "Sound Stone", "news/*.txt"),)
    known = ("untranslated-text", "garbled-term", "lost-case")
    assert read.active("checks", known) == {"garbled-term", "lost-case"}
    assert read.severities("checks", known) == {"garbled-term": Severity.INFO}
    assert read.active("rules", ("stray-space", "duplicate")) == {"stray-space", "duplicate"}


def test_found_upward_nearest_first(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "termend.toml").write_text("min-score = 0.1")
    assert configuration.find(deep).min_score == 0.1
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1")
    assert configuration.find(deep).min_score == 0.1
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.termend]\nmin-score = 0.2")
    assert configuration.find(deep).min_score == 0.2
    (tmp_path / "a" / "termend.toml").write_text("min-score = 0.3")
    assert configuration.find(deep).min_score == 0.3


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("min_score = 0.5", "min_score", "Did you mean min-score?"),
        ("min-score = 2", "min-score", "0.5"),
        ("min-score = true", "min-score", "0.5"),
        ('fail-on = "fatal"', "fail-on", "info"),
        ('glossaries = "a.csv"', "glossaries", "["),
        ("exclude = [1]", "exclude", "["),
        ("baseline = 1", "baseline", "baseline ="),
        ("[checks]\nlost-case = 1", "checks.lost-case", "true, false"),
        ("checks = 1", "checks", "[checks]"),
        ('[[ignore]]\nreason = "x"', "ignore[1]", "rule"),
        ('[[ignore]]\nrule = "x"\nreason = "y"\n[[ignore]]\nrule = "x"', "ignore[2]", "reason"),
        ('[[ignore]]\nrule = "x"\nreason = "y"\nword = "z"', "ignore[1].word", "text"),
        ("ignore = 1", "ignore", "[[ignore]]"),
        ("a = = 1", "", "Mend"),
    ],
)
def test_refused(tmp_path, text, key, remedy):
    file = tmp_path / "termend.toml"
    file.write_text(text)
    with pytest.raises(ConfigurationError) as refused:
        configuration.read(file)
    assert refused.value.key == key
    assert str(file) in str(refused.value)
    assert remedy in str(refused.value)


def test_refused_in_pyproject_names_the_whole_key(tmp_path):
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.termend]\nminscore = 1")
    with pytest.raises(ConfigurationError, match=r"tool\.termend\.minscore"):
        configuration.find(tmp_path)


@pytest.mark.parametrize(
    ("glob", "path", "meant"),
    [
        ("old/**", "old/a.txt", True),
        ("old/", "old/deep/a.txt", True),
        ("old", "old/a.txt", True),
        ("old", "older/a.txt", False),
        ("*.bak", "deep/er/a.bak", True),
        ("news/*.txt", "news/a.txt", True),
        ("news/*.txt", "a.txt", False),
        ("./news/a.txt", "news/a.txt", True),
    ],
)
def test_exclude(tmp_path, monkeypatch, glob, path, meant):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "termend.toml").write_text(f'exclude = ["{glob}"]')
    assert configuration.find().excludes(path) is meant


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project whose draft has two leftovers of Chinese; besides the check for them there is another at least."""
    monkeypatch.setitem(registry._CHECKS._parts, "nothing", lambda context: ())
    (tmp_path / "names.csv").write_text("source,target\n石音镇,Shiyin Town\n")
    (tmp_path / "draft.txt").write_text("The town。 And the 王五 of it.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _settings(project, text):
    (project / "termend.toml").write_text(text)


def test_check_off_and_unknown(project, capsys):
    _settings(project, 'glossaries = ["names.csv"]\n[checks]\nuntranslated-text = false\n')
    assert main(["check", "draft.txt"]) == 0
    _settings(project, "[checks]\nuntranslated-txt = false\n")
    assert main(["check", "draft.txt"]) == 2
    message = capsys.readouterr().err
    assert "termend.toml" in message
    assert "checks.untranslated-txt" in message
    assert "Did you mean untranslated-text?" in message


def test_severity_and_fail_on(project, capsys):
    _settings(project, 'glossaries = ["names.csv"]\nfail-on = "warning"\n[checks]\nuntranslated-text = "info"\n')
    assert main(["check", "draft.txt"]) == 0
    assert "info: untranslated-text" in capsys.readouterr().out
    assert main(["check", "draft.txt", "--fail-on", "info"]) == 1, "the command line wins"


def test_ignore_with_reason(project, capsys):
    rule = '[[ignore]]\nrule = "untranslated-text"\ntext = "王五"\nreason = "a quotation"\n'
    _settings(project, 'glossaries = ["names.csv"]\n' + rule)
    assert main(["check", "draft.txt"]) == 1
    printed = capsys.readouterr().out
    assert "王五" not in printed
    assert "。" in printed
    _settings(project, 'glossaries = ["names.csv"]\n' + rule.replace("reason", 'path = "news"\nreason'))
    main(["check", "draft.txt"])
    assert "王五" in capsys.readouterr().out


def test_min_score_of_the_project_and_of_the_command_line(project, capsys):
    _settings(project, "min-score = 0.9\n")
    main(["check", "draft.txt"])
    assert "min-score 0.9" in capsys.readouterr().out
    main(["check", "draft.txt", "--min-score", "0.2"])
    assert "min-score 0.2" in capsys.readouterr().out


def test_named_settings_file(project):
    (project / "other.toml").write_text("[checks]\nuntranslated-text = false\n")
    assert main(["check", "draft.txt", "--config", "other.toml", "--glossary", "names.csv"]) == 0
    assert main(["check", "draft.txt", "--config", "gone.toml"]) == 2


def test_excluded_drafts_are_passed_over(project, capsys):
    _settings(project, 'glossaries = ["names.csv"]\nexclude = ["draft.*"]\n')
    assert main(["check", "draft.txt", "--format", "json"]) == 0
    assert '"documents": []' in capsys.readouterr().out
    (project / "other.txt").write_text("A。\n")
    assert main(["check", "draft.txt", "other.txt"]) == 1
    assert "draft.txt" not in capsys.readouterr().out


def test_fix_leaves_what_is_ignored(project):
    entry = '[[ignore]]\nrule = "untranslated-text"\ntext = "。"\nreason = "a quotation"\n'
    _settings(project, 'glossaries = ["names.csv"]\n' + entry)
    assert main(["fix", "draft.txt", "--output", "fixed.txt"]) == 0
    assert (project / "fixed.txt").read_text() == (project / "draft.txt").read_text()


def test_an_ignore_must_name_a_check_or_rule(project, capsys):
    _settings(project, '[[ignore]]\nrule = "garbled-trem"\nreason = "x"\n')
    for command in (["check", "draft.txt"], ["glossary", "lint", "names.csv"]):
        assert main(command) == 2
        assert "ignore[1]" in capsys.readouterr().err


def test_glossary_lint_takes_the_same_settings(project, capsys):
    (project / "names.csv").write_text("source,target\n石音镇,Shiyin  Town\n")
    lint = ["glossary", "lint", "names.csv"]
    assert main(lint) == 1
    for text in (
        "[rules]\nstray-space = false\n",
        '[rules]\nstray-space = "info"\n',
        'fail-on = "error"\n',
        'exclude = ["names.csv"]\n',
        '[[ignore]]\nrule = "stray-space"\ntext = "Shiyin Town"\nreason = "meant so"\n',
    ):
        _settings(project, text)
        assert main(lint) == 0, text
    assert main([*lint, "--fix"]) == 0
    assert "Shiyin  Town" in (project / "names.csv").read_text(), "what is ignored is not mended"
    _settings(project, "[rules]\nstray-spaces = false\n")
    capsys.readouterr()
    assert main(lint) == 2
    assert "rules.stray-spaces: there is no such rule. Did you mean stray-space?" in capsys.readouterr().err


def test_a_comment_with_a_reason_lets_a_finding_stand(project, capsys):
    row = "石音镇,Shiyin  Town\n"
    for above, code in (
        ("", 1),
        ("# termend: ignore stray-space as the seal has it\n", 0),
        ("# termend: ignore stray-space\n", 1),
        ("# termend: ignore target-case as the seal has it\n", 1),
    ):
        (project / "names.csv").write_text("source,target\n" + above + row)
        assert main(["glossary", "lint", "names.csv", "--fix"]) == code or code == 1
        assert main(["glossary", "lint", "names.csv", "--rule", "stray-space"]) == 0
        assert ("Shiyin  Town" in (project / "names.csv").read_text()) is (code == 0)
