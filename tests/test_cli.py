"""Every command as it is typed: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge import __version__
from bridge.cli import main
from bridge.passphrase import is_hash
from bridge.settings import load
from bridge.sources import SOURCES
from tests import http
from tests.fakes import SLACK_URL
from tests.slack.fake_slack import FakeSlack

Run = Callable[..., tuple[int, str, str]]
BASE = ["--base-url", "https://bridge.example"]


@pytest.fixture(name="run")
def _run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    for name in [name for name in os.environ if name.startswith("BRIDGE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(*argv: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            status = main(argv)
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


@pytest.fixture(name="key")
def _key(run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("keygen", "test.key")[0] == 0
    monkeypatch.setenv("BRIDGE_KEY", "file:test.key")
    return Path("test.key")


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.strip().endswith((".", ")")) and "Traceback" not in text


def test_keygen_writes_a_key_for_its_owner_and_never_over_another(run: Run) -> None:
    status, out, err = run("keygen", "a.key")
    assert (status, out) == (0, "")
    assert "BRIDGE_KEY=file:a.key" in err
    content = Path("a.key").read_bytes()
    assert stat.S_IMODE(Path("a.key").stat().st_mode) == 0o600
    status, _, err = run("keygen", "a.key")
    assert status == 1
    assert one_sentence(err)
    assert Path("a.key").read_bytes() == content
    status, _, err = run("keygen", "")
    assert (status, one_sentence(err)) == (2, True)
    status, _, err = run("keygen", "no/such/folder/a.key")
    assert (status, one_sentence(err)) == (1, True)


@pytest.mark.usefixtures("key")
class TestSeal:
    def test_one_line_on_stdout_and_nothing_else(self, run: Run) -> None:
        status, out, err = run("seal", "backlog", "--slack-url", SLACK_URL, *BASE)
        assert (status, err) == (0, "")
        assert re.fullmatch(r"https://bridge\.example/hooks/backlog\?config=[A-Za-z0-9_-]+\n", out)

    def test_the_address_comes_from_stdin(self, run: Run) -> None:
        status, out, _ = run("seal", "backlog", "--slack-url", "-", *BASE, stdin=f"{SLACK_URL}\n")
        assert status == 0
        assert "hooks.slack.com" not in out
        assert run("seal", "github", "--slack-url", "-", "--secret", "-", *BASE)[0] == 2

    def test_everything_that_was_said_is_there(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BRIDGE_BASE_URL", "https://bridge.example/")
        options = "--channel #dev --username Backlog --icon :bee: --space acme.backlog.jp --language ja --style compact"
        kinds = ["--only", "issue.*,wiki.*", "--only", "git.pushed", "--skip", "wiki.deleted", "--also", "team"]
        people = [
            "--person",
            "backlog:12=U012ABCDEF",
            "--person",
            "backlog:佐藤 葵=U012ABCDEG",
            "--status",
            "99=レビュー中",
        ]
        status, out, err = run(
            "seal", "backlog", "--slack-url", SLACK_URL, *options.split(), *kinds, *people, "--expires", "2090-01-31"
        )
        assert (status, err) == (0, "")
        status, out, _ = run("inspect", out.strip())
        said = json.loads(out)
        assert status == 0
        assert said["filters"] == {
            "only": ["issue.*", "wiki.*", "git.pushed"],
            "also": ["team"],
            "skip": ["wiki.deleted"],
        }
        expected = {
            "source": "backlog",
            "form": "sdk",
            "space": "https://acme.backlog.jp",
            "channel": "#dev",
            "username": "Backlog",
            "icon": ":bee:",
            "language": "ja",
            "style": "compact",
            "expires": "2090-02-01T00:00:00Z",
            "people": 2,
            "statuses": {"99": "レビュー中"},
            "secret": None,
        }
        assert {key: said[key] for key in expected} == expected
        assert SLACK_URL.rsplit("/", 1)[1] not in out

    @pytest.mark.parametrize(
        "argv",
        [
            [],
            ["--slack-url", "https://evil.example/services/T1/B1/x"],
            ["--slack-url", "https://hooks.slack.com/workflows/T1/A1/1/x"],
            ["--slack-url", "https://hooks.slack.com.evil.example/services/T01/B01/abc"],
            ["--slack-url", SLACK_URL, "--language", "fr"],
            ["--slack-url", SLACK_URL, "--style", "loud"],
            ["--slack-url", SLACK_URL, "--only", "issue.exploded"],
            ["--slack-url", SLACK_URL, "--expires", "yesterday"],
            ["--slack-url", SLACK_URL, "--secret", "s3cret"],
            ["--slack-url", SLACK_URL, "--space", "ftp://acme.backlog.com"],
            ["--slack-url", SLACK_URL, "--person", "octocat=U012ABCDEF"],
            ["--slack-url", SLACK_URL, "--status", "open"],
            ["--slack-url", SLACK_URL, "--channel", "a\nb"],
            ["--slack-url", SLACK_URL, "--icon", "bee"],
            ["--slack-url", SLACK_URL, "--unknown"],
            ["--slack-url", SLACK_URL, "--only", ""],
            ["--slack-url", SLACK_URL, "--skip", " , "],
            ["--slack-url", SLACK_URL, "--base-url", "bridge.example"],
        ],
    )
    def test_wrong_use_is_a_sentence(self, run: Run, argv: list[str]) -> None:
        status, out, err = run("seal", "backlog", *BASE, *argv)
        assert (status, out) == (2, "")
        assert one_sentence(err), err
        for secret in ("B1/x", "A1/1/x", "B01/abc", "abcdefghijklmnop", "s3cret"):
            assert secret not in err

    def test_without_a_base_url(self, run: Run) -> None:
        status, _, err = run("seal", "backlog", "--slack-url", SLACK_URL)
        assert status == 2
        assert "BRIDGE_BASE_URL" in err

    def test_from_another_hook(self, run: Run) -> None:
        _, first, _ = run("seal", "backlog", "--slack-url", SLACK_URL, "--space", "acme.backlog.com", *BASE)
        _, second, _ = run("seal", "backlog", "--from", "-", "--language", "ja", *BASE, stdin=first)
        old, new = (json.loads(run("inspect", url.strip())[1]) for url in (first, second))
        assert new["family"] == old["id"]
        assert (new["language"], new["space"]) == ("ja", "https://acme.backlog.com")
        assert run("seal", "github", "--from", first.strip(), *BASE)[0] == 2

    def test_the_short_form(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        status, wrapped, _ = run("wrap-key")
        assert status == 0
        assert load({"BRIDGE_DATA_KEY": wrapped}).data_keys == (wrapped.strip(),)
        monkeypatch.setenv("BRIDGE_DATA_KEY", wrapped)
        _, url, _ = run("seal", "github", "--slack-url", SLACK_URL, "--secret", "x" * 32, *BASE)
        assert len(url) < 200
        said = json.loads(run("inspect", url.strip())[1])
        assert (said["form"], said["secret"]) == ("short", "set")

    @pytest.mark.parametrize(
        "text",
        ["https://bridge.example/hooks/backlog", "AAAA", "", "https://bridge.example/?config=", "https://[x?config=a"],
    )
    def test_what_cannot_be_inspected(self, run: Run, text: str) -> None:
        status, out, err = run("inspect", text)
        assert (status, out, one_sentence(err)) == (1, "", True)


def test_commands_that_need_a_key_say_how_to_make_one(run: Run) -> None:
    for argv in (["serve"], ["wrap-key"], ["inspect", "AAAA"], ["seal", "backlog", "--slack-url", SLACK_URL, *BASE]):
        status, _, err = run(*argv)
        assert (status, one_sentence(err)) == (2, True)
        assert "bridge keygen" in err


@pytest.mark.usefixtures("key")
def test_a_setting_that_cannot_be_used_stops_serve(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIDGE_PLAIN", "maybe")
    status, _, err = run("serve")
    assert (status, one_sentence(err)) == (2, True)
    assert err.startswith("BRIDGE_PLAIN")


class TestPreview:
    """Needs no key, no network, no settings."""

    def test_a_sample(self, run: Run) -> None:
        status, out, _ = run(
            "preview", "backlog", "--kind", "issue.created", "--language", "ja", "--space", "acme.backlog.com"
        )
        said = json.loads(out)
        assert status == 0
        assert (said["outcome"], said["kind"]) == ("told", "issue.created")
        assert "追加しました" in said["payload"]["text"]
        assert "https://acme.backlog.com/view/" in out

    def test_every_kind_has_one(self, run: Run) -> None:
        for row in SOURCES["backlog"].rows():
            status, out, err = run("preview", "backlog", "--kind", row.name, "--style", "compact")
            said = json.loads(out)
            assert (status, err, said["outcome"], said["kind"]) == (0, "", "told", row.name)
            assert "\n" not in said["payload"]["text"]

    @pytest.mark.untraced  # other tests tread the same lines
    def test_every_kind_of_github_has_a_message_or_a_reason(self, run: Run) -> None:
        for row in SOURCES["github"].rows():
            status, out, err = run("preview", "github", "--kind", row.name, "--style", "compact")
            said = json.loads(out)
            assert (status, err) == (0, ""), row.name
            if row.told == "quiet":
                assert said == {"outcome": "skipped", "reason": f"quiet: {row.reason}"}
            else:
                assert (said["outcome"], said["kind"]) == ("told", row.name)

    def test_a_name_without_its_third_part_shows_the_first_of_them(self, run: Run) -> None:
        said = json.loads(run("preview", "github", "--kind", "pull_request.closed")[1])
        assert said["kind"].startswith("pull_request.closed.")

    def test_a_body_from_a_file_or_stdin(self, run: Run) -> None:
        sample = SOURCES["backlog"].sample("wiki.created")
        assert sample
        Path("body.json").write_bytes(sample.body)
        from_file = run("preview", "backlog", "body.json")
        assert from_file[0] == 0
        assert run("preview", "backlog", "-", stdin=sample.body.decode()) == from_file

    def test_github_says_the_event_beside_the_body(self, run: Run) -> None:
        sample = SOURCES["github"].sample("issues.opened")
        assert sample
        Path("body.json").write_bytes(sample.body)
        status, _, err = run("preview", "github", "body.json")
        assert (status, one_sentence(err)) == (2, True)
        assert "--event" in err
        status, out, _ = run("preview", "github", "body.json", "--event", "issues")
        assert (status, json.loads(out)["kind"]) == (0, "issues.opened")

    def test_a_filter_skips(self, run: Run) -> None:
        _, out, _ = run("preview", "backlog", "--kind", "wiki.created", "--only", "issue.*")
        said = json.loads(out)
        assert said["outcome"] == "skipped"
        assert said["reason"].startswith("filtered-only: ")

    @pytest.mark.parametrize(
        ("argv", "status"),
        [
            ([], 2),
            (["--kind", "issue.exploded"], 2),
            (["--kind", "issue.created", "body.json"], 2),
            (["--kind", "issue.created", "--language", "fr"], 2),
            (["nowhere.json"], 1),
            (["-"], 1),
        ],
    )
    def test_wrong_use(self, run: Run, argv: list[str], status: int) -> None:
        got, out, err = run("preview", "backlog", *argv, stdin="[1]")
        assert (got, out, one_sentence(err)) == (status, "", True), err


def test_kinds(run: Run) -> None:
    status, out, _ = run("kinds", "backlog")
    assert status == 0
    names = [line.split()[0] for line in out.splitlines()]
    assert names == [row.name for row in SOURCES["backlog"].rows()]
    assert "told by default" in out
    listed = json.loads(run("kinds", "backlog", "--json")[1])
    assert [kind["name"] for kind in listed] == names
    assert {kind["told"] for kind in listed} == {"default"}
    assert run("kinds", "gitlab")[0] == 2


@pytest.mark.usefixtures("key")
def test_filters_are_sealed_and_shown(run: Run) -> None:
    status, url, errors = run(
        *("seal", "github", *BASE, "--slack-url", SLACK_URL, "--branch", "main,release/*", "--branch", "!head:wip/*"),
        *("--label", "!wip", "--drafts", "--no-private", "--mentions", "none"),
    )
    assert (status, errors) == (0, "")
    told = json.loads(run("inspect", url.strip())[1])
    assert told["mentions"] == "none"
    assert told["filters"] == {
        "only": [],
        "also": [],
        "skip": [],
        "branch": ["main", "release/*", "!head:wip/*"],
        "label": ["!wip"],
        "drafts": True,
        "private": False,
    }
    status, _, errors = run("seal", "backlog", *BASE, "--slack-url", SLACK_URL, "--label", "bug")
    assert status == 2
    assert errors == "label is for GitHub only: Backlog's webhooks cannot answer it.\n"


def test_a_preview_is_filtered_like_a_hook(run: Run, tmp_path: Path) -> None:
    sample = ("preview", "backlog", "--kind", "issue.created")
    assert json.loads(run(*sample)[1])["outcome"] == "told"
    skipped = json.loads(run(*sample, "--project", "!*")[1])
    assert skipped == {"outcome": "skipped", "reason": "filtered-project: this hook's --project leaves it out."}
    bare = tmp_path / "bare.json"
    bare.write_text(json.dumps({"type": 1, "content": {}}), encoding="utf-8")
    told = json.loads(run("preview", "backlog", str(bare), "--issue-type", "Bug", "--no-checklist-ticks")[1])
    assert (told["outcome"], told["notes"]) == ("told", ["unfiltered: issue_type"])


def test_hash_passphrase(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err = run("hash-passphrase", stdin="correct horse\n")
    assert (status, err) == (0, "")
    assert is_hash(out.strip())
    assert load({"BRIDGE_PAGE": out}).page == out.strip()
    assert run("hash-passphrase", stdin="\n")[0] == 2
    typed = iter(["one", "two", "same", "same"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr("bridge.cli._typed", lambda: True)
    assert run("hash-passphrase")[0] == 2
    assert is_hash(run("hash-passphrase")[1].strip())


def test_help_and_version(run: Run) -> None:
    assert run("--version")[:2] == (0, f"bridge {__version__}\n")
    commands = ("demo", "serve", "keygen", "wrap-key", "hash-passphrase", "seal", "inspect", "preview", "kinds")
    for command in commands:
        status, out, _ = run(command, "--help")
        assert status == 0
        assert f"bridge {command}" in out
    assert run()[0] == 2
    assert run("fly")[0] == 2


def start(*argv: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BRIDGE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "bridge", *argv],
        cwd=cwd,
        env=kept | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.usefixtures("key")
def test_serve_delivers_and_stops_cleanly(run: Run, tmp_path: Path) -> None:
    sample = SOURCES["backlog"].sample("issue.commented")
    assert sample
    with FakeSlack() as slack:
        allowed = {"BRIDGE_KEY": "file:test.key", "BRIDGE_DESTINATIONS": slack.origin}
        server = start("serve", "--port", "0", cwd=tmp_path, **allowed)
        assert server.stdout
        started = json.loads(server.stdout.readline())
        assert started["event"] == "started"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("BRIDGE_DESTINATIONS", allowed["BRIDGE_DESTINATIONS"])
            _, url, _ = run("seal", "backlog", "--slack-url", slack.url, "--base-url", started["address"])
        answer = http.post(url.strip(), content=sample.body)
        assert (answer.status_code, answer.json()["outcome"]) == (200, "posted")
        assert len(slack.requests) == 1
        taken = start("serve", "--port", started["address"].rsplit(":", 1)[1], cwd=tmp_path, **allowed)
        output, _ = taken.communicate(timeout=20)
        assert (taken.returncode, one_sentence(output)) == (1, True), output
        assert "is in use: choose another" in output
        server.send_signal(signal.SIGINT)
        output, _ = server.communicate(timeout=10)
    assert server.returncode in (0, 130)
    assert "Traceback" not in output
    assert url.split("config=")[1].strip() not in output


def test_an_address_that_is_not_here(run: Run) -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        status, out, err = run("demo", "--host", host, "--port", "0")
        assert (status, out, one_sentence(err)) == (1, "", True), err


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    ends = socket.socketpair()
    ends[1].close()
    with ends[0]:
        listing = subprocess.run(
            [sys.executable, "-m", "bridge", "kinds", "backlog"],
            cwd=tmp_path,
            stdout=ends[0].fileno(),
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=30,
        )
    assert "Traceback" not in listing.stderr
