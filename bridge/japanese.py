"""What the page's API refuses, in Japanese: a table of sentences, each with holes for what is named in it.

The English sentence is the one that is stable; this is a reading of it, made at the last step before the page shows it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Final

from bridge.japanese_slack import SLACK

HOLE: Final = "{}"

TABLE: Final[Mapping[str, str]] = {
    # options
    "slack_url is missing: it is the address of the incoming webhook that Slack gave you.": "slack_url がありません。Slackで発行した Incoming Webhook のURLを指定してください。",
    "slack_url is empty: leave it out to keep the hook's own.": "slack_url が空です。変えない場合は指定しないでください。",
    "source cannot change: the URL was made for {}.": "source は変更できません。このURLは{}用に作られています。",
    "source must be {}.": "source には {} を指定してください。",
    "secret is for GitHub only: Backlog does not sign its webhooks.": "secret はGitHub専用です。BacklogはWebhookに署名しません。",
    "secret must be 1 to 200 printable characters.": "secret は1〜200文字の表示できる文字で指定してください。",
    "space is for Backlog only: GitHub's webhooks say where they come from.": "space はBacklog専用です。GitHubのWebhookには発信元が含まれています。",
    "icon must be an emoji's name such as :bell:, or the https address of a picture.": "icon には :bell: のような絵文字名か、画像の https のURLを指定してください。",
    "expires lies in the past.": "expires が過去の日時です。",
    "expires lies too far away: leave it out for a hook that does not expire.": "expires が遠すぎます。無期限にする場合は指定しないでください。",
    "expires must be a time such as 90d or 12h, or a date such as 2030-01-31.": "expires には 90d や 12h のような期間か、2030-01-31 のような日付を指定してください。",
    "expires: there is no {} in the calendar.": "expires: {} という日付は存在しません。",
    "person: {} must look like github:login=U012ABCDEF or backlog:123=U012ABCDEF.": "person: {} は github:login=U012ABCDEF か backlog:123=U012ABCDEF の形で指定してください。",
    "person: {} must end with = and a Slack member id such as U012ABCDEF.": "person: {} の末尾には = とSlackのメンバーID（U012ABCDEF など）が必要です。",
    "person: at most {} in a hook; BRIDGE_PEOPLE takes any number for all hooks.": "person は1つのURLに{}人までです。それ以上は運用側の BRIDGE_PEOPLE で指定できます。",
    "status is for Backlog only: it names a project's own statuses.": "status はBacklog専用です（プロジェクト独自の状態の名前です）。",
    "status: at most {} in a hook.": "status は1つのURLに{}個までです。",
    "status: {} must look like 12=In review.": "status: {} は 12=レビュー中 の形で指定してください。",
    "{} is too long: at most {} characters.": "{} が長すぎます。{}文字までです。",
    "{} holds a control character or half a character.": "{} に制御文字か不完全な文字が含まれています。",
    "{} is empty: say what it names, or leave it out.": "{} が空です。対象を指定するか、省略してください。",
    "{} must be a string.": "{} は文字列で指定してください。",
    "{} must be a list of strings.": "{} は文字列のリストで指定してください。",
    "{} must be true or false.": "{} は true か false で指定してください。",
    "kinds must be a list of at most {} strings.": "kinds は{}個以内の文字列のリストで指定してください。",
    "{} is not an option of a hook.": "{} という設定項目はありません。",
    "{} is not a member of this request.": "{} はこのリクエストの項目ではありません。",
    "Give kind, a kind's name, or body, a webhook's body, or kinds, a list of names.": "kind（種類の名前）、body（Webhookの本文）、kinds（名前のリスト）のどれか1つを指定してください。",
    "There is no kind {}; bridge kinds {} lists them.": "{} という種類はありません（一覧: bridge kinds {}）。",
    # filters
    "{} has too many kinds: at most {}; use * where they are alike.": "{} の種類が多すぎます。{}個までです。似たものは * でまとめられます。",
    "{} has too many patterns: at most {}; use * where they are alike.": "{} のパターンが多すぎます。{}個までです。似たものは * でまとめられます。",
    "{} is for {} only: {}'s webhooks cannot answer it.": "{} は{}専用です。{}のWebhookには当てはまりません。",
    "{}: {} is not the name of a kind (small letters, dots, _ and *).": "{}: {} は種類の名前ではありません（小文字、ドット、_、* が使えます）。",
    "{}: {} matches no kind; bridge kinds lists them.": "{}: {} に当てはまる種類はありません（一覧: bridge kinds）。",
    "{}: {} is none of {}.": "{}: {} は次のどれでもありません: {}",
    "{}: {} must look like {} (* stands for anything).": "{}: {} は {} のような形で指定してください（* は任意の文字列です）。",
    "{}: {} is too long: at most {} characters.": "{}: {} が長すぎます。{}文字までです。",
    "{}: {} holds a control character or half a character.": "{}: {} に制御文字か不完全な文字が含まれています。",
    "{}: {} ends in a backslash, which takes the next character as it is.": "{}: {} がバックスラッシュで終わっています（次の1文字をそのまま扱う記号です）。",
    "{}: {} has two signs: ! or + stands once, before everything else.": "{}: {} に記号が2つあります。! か + は先頭に1つだけ付けられます。",
    "{}: {} names nothing.": "{}: {} には対象がありません。",
    "{}: {} must have {} before its colon.": "{}: {} のコロンの前に使えるのは {} だけです。",
    "{} must be {}.": "{} には {} を指定してください。",
    # the space
    "space must be an address such as https://myspace.backlog.com, not one word of it.": "space には https://myspace.backlog.com のようなURL全体を指定してください。",
    "space must be an address such as https://myspace.backlog.com; this one cannot be read.": "space には https://myspace.backlog.com のようなURLを指定してください。このURLは読み取れません。",
    "space must be an address such as https://myspace.backlog.com; only http and https work in a link.": "space には https://myspace.backlog.com のようなURLを指定してください。使えるのは http と https だけです。",
    "space must be an address such as https://myspace.backlog.com, with no user name, space, ? or # in it.": "space には https://myspace.backlog.com のようなURLを指定してください。ユーザー名、空白、?、# は使えません。",
    "space must be an address such as https://myspace.backlog.com; this host name cannot be used.": "space には https://myspace.backlog.com のようなURLを指定してください。このホスト名は使えません。",
    "space must be an address such as https://myspace.backlog.com; the path of this one cannot be used.": "space には https://myspace.backlog.com のようなURLを指定してください。このパスは使えません。",
    "space must end with its host: {}": "space はホスト名で終わる必要があります: {}",
    # the hook's URL
    "The URL has no config: it is not a hook's whole URL.": "URLに config がありません。URL全体を貼り付けてください。",
    "The URL has {} configs: give one hook's URL at a time.": "URLに config が{}個あります。1つずつ確認してください。",
    "The hook's URL has no config: register the whole URL as it was made.": "URLに config がありません。作成したURL全体を使ってください。",
    "The config in the hook's URL is too long to be a token.": "URLの config が長すぎます。",
    "The config in the hook's URL is not a token.": "URLの config が正しい形ではありません。",
    "The config in the hook's URL was altered: copy the whole URL again.": "URLの config が変わっています。URL全体をコピーし直してください。",
    "The config in the hook's URL is not a token of this bridge.": "このbridgeで作られたURLではありません。",
    "The config in the hook's URL is not whole: copy the whole URL again.": "URLの config が途中で切れています。URL全体をコピーし直してください。",
    "The config in the hook's URL was altered, or made for another source.": "URLの config が変わっているか、別の通知元用に作られています。",
    "The config in the hook's URL was not sealed by a key of this bridge: copy the whole URL again.": "このbridgeの鍵で作られたURLではありません。URL全体をコピーし直してください。",
    "The hook's URL was made for another source: register it where it was made for.": "別の通知元用に作られたURLです。",
    "This hook was revoked by the bridge's operator: make a new URL.": "このURLは運用担当者が失効させました。新しく作ってください。",
    "This hook has expired: make a new URL.": "このURLは有効期限が切れています（expired）。新しく作ってください。",
    "The key that sealed this hook is disabled or going away: make a new URL.": "このURLの鍵は無効か、削除される予定です。新しく作ってください。",
    "The config was made by a newer version of the bridge.": "より新しいバージョンのbridgeで作られたURLです。",
    "The config ends too early.": "config が途中で切れています。",
    "The config has no destination.": "config に通知先がありません。",
    "The config's filters are malformed.": "config の絞り込みが壊れています。",
    "The config's people or statuses are malformed.": "config のメンバーか状態が壊れています。",
    "The config's field lengths are malformed.": "config の長さの情報が壊れています。",
    "The config's fields are out of order.": "config の項目の順序が壊れています。",
    "A field of the config is malformed.": "config の項目が壊れています。",
    "The configuration is too long for a URL: leave out some of its people or filters.": "設定がURLに収まりません。メンバーか絞り込みを減らしてください。",
    "The configuration holds something that cannot be sealed.": "URLに入れられない値が設定に含まれています。",
    # the bridge itself
    "BRIDGE_DATA_KEY and BRIDGE_KEY do not fit: the operator must mend this.": "BRIDGE_DATA_KEY と BRIDGE_KEY が合っていません。運用担当者による修正が必要です。",
    "The bridge's key service, AWS KMS, {}: its operator must mend this; the hook itself is fine.": "bridgeの鍵サービス（AWS KMS）を使えません（{}）。URLに問題はなく、運用担当者による対応が必要です。",
    "The bridge failed on this request; its log has the place.": "bridgeの内部で問題が起きました。場所はログに記録されています。",
    "The sample was not told: {}": "サンプルを通知できませんでした: {}",
    "This page asks for no passphrase.": "このページにパスフレーズは必要ありません。",
    "This page wants its passphrase first.": "先にパスフレーズを入力してください。",
    "The session is over: enter the passphrase again.": "時間が経ったため、もう一度パスフレーズを入力してください。",
    "That is not the passphrase of this page: ask who runs the bridge.": "パスフレーズが違います。運用担当者に確認してください。",
    "Too many passphrases are being tried at this moment: wait a little.": "パスフレーズの確認が混み合っています。少し待ってください。",
    "The request comes from another site's page; use the bridge's own.": "別のサイトからのリクエストです。bridgeのページを使ってください。",
    "The API takes JSON: send Content-Type: application/json.": "APIが受け付けるのはJSONだけです（Content-Type: application/json）。",
    "An origin must read https://host or https://host:port, and no more.": "オリジンは https://host か https://host:port の形だけです。",
    # bodies
    "The body is not JSON.": "本文がJSONではありません。",
    "The body is JSON, but not an object.": "本文のJSONがオブジェクトではありません。",
    "The body is JSON but not an object: a webhook sends one object in braces.": "本文のJSONがオブジェクトではありません。",
    "The body is not JSON: reading stopped at line {}, column {}.": "本文がJSONではありません（{}行{}桁目まで読めました）。",
    "The body is not UTF-8: a webhook's JSON was expected in that encoding.": "本文がUTF-8ではありません。",
    "The body is empty: a webhook's JSON was expected.": "本文が空です。",
    "The body holds NaN or Infinity, which JSON does not know.": "本文にJSONで使えない NaN か Infinity が含まれています。",
    "The body is nested deeper than {} levels.": "本文の入れ子が深すぎます（{}段まで）。",
    "The body is over {} MiB.": "本文が大きすぎます（{} MiBまで）。",
    "The body did not arrive in time.": "本文が時間内に届きませんでした。",
    "The body did not arrive whole: the sender hung up.": "本文が途中で途切れました。",
    "This is a form, as a repository's Git webhook sends it. Register a webhook of the project instead: {}": "リポジトリの Git webhook のフォームです。プロジェクトのWebhookに登録してください: {}",
    "The header X-GitHub-Event is missing: without it nobody can tell what the body is about. GitHub sends it with every webhook.": "X-GitHub-Event がありません。GitHubのWebhookには必ず付いています。",
    "The header X-GitHub-Event is malformed: the name of an event was expected, such as push.": "X-GitHub-Event が正しくありません。push のようなイベント名が必要です。",
    "The body is a form without the field payload, in which GitHub sends its JSON.": "フォームに payload がありません。",
    "The body is a form whose field payload is empty: GitHub sends its JSON there.": "フォームの payload が空です。",
}  # fmt: skip


def sentence(detail: str) -> str:
    """``detail`` in Japanese, what it names kept as it is; unchanged where it is not in the table."""
    for pattern, template in _rows():
        if found := pattern.fullmatch(detail):
            return template.format(*(sentence(each) for each in found.groups()))
    return detail


@functools.cache
def _rows() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The table as patterns, those with the most words first: a general sentence must not take a special one's place."""
    rows = {**TABLE, **SLACK}
    order = sorted(rows, key=lambda english: len(english.replace(HOLE, "")), reverse=True)
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split(HOLE))), re.DOTALL), rows[english]) for english in order
    )
