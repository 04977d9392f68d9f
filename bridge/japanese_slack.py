"""The rest of the table of ``japanese``: destinations, and what Slack's answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_MAKE_ONE: Final = "https://api.slack.com/apps の Incoming Webhooks で発行したURLを使ってください。"
_MAKE_ONE_EN: Final = "make an incoming webhook at https://api.slack.com/apps (Incoming Webhooks) and use its address."
_NEW_ONE: Final = "Slackで新しいWebhookを発行し、URLを作り直してください。"
_NEW_ONE_EN: Final = "make a new webhook in Slack and a new hook URL with it."
_BY_ADMIN: Final = "Slackワークスペースの管理者に確認してください。"
_BY_ADMIN_EN: Final = "ask an administrator of the Slack workspace."

SLACK: Final[Mapping[str, str]] = {
    # destinations
    "The destination is missing: it is the address of an incoming webhook.": "通知先がありません。Incoming Webhook のURLを指定してください。",
    "The destination is too long: an address may have {} characters.": "通知先が長すぎます（{}文字まで）。",
    "The destination's host is not among those that this bridge may send to ({}).": "このbridgeから送れない通知先です（送れるのは {}）。",
    "The destination is not a web address: it must begin with https://.": "通知先がURLではありません。https:// で始まる必要があります。",
    "The destination has {} in it: use the address exactly as Slack shows it.": "通知先に{}が含まれています。Slackに表示されたURLをそのまま使ってください。",
    "white space or letters outside ASCII": "空白か全角文字",
    "a backslash": "バックスラッシュ",
    "a fragment (#)": "フラグメント（#）",
    "a user name (@)": "ユーザー名（@）",
    "a host that ends in a dot": "ドットで終わるホスト名",
    "dot segments": "「.」や「..」の区切り",
    "The destination is not a proper web address: use it exactly as Slack shows it.": "通知先のURLが正しくありません。Slackに表示されたURLをそのまま使ってください。",
    "The destination has a query (?) in it, which Slack's incoming webhooks do not: leave it out.": "通知先に ? 以降が付いています。Incoming Webhook のURLには付かないので、取り除いてください。",
    f"The destination is not the address of an incoming webhook (https://hooks.slack.com/services/T…/B…/…): {_MAKE_ONE_EN}": f"通知先が Incoming Webhook のURL（https://hooks.slack.com/services/T…/B…/…）ではありません。{_MAKE_ONE}",
    f"That is the address of a Slack workflow, which takes no messages: {_MAKE_ONE_EN}": f"Slackのワークフローのアドレスで、メッセージは受け付けません。{_MAKE_ONE}",
    f"That is the address of a Slack workflow's trigger, which takes no messages: {_MAKE_ONE_EN}": f"Slackのワークフローのトリガーのアドレスで、メッセージは受け付けません。{_MAKE_ONE}",
    f"That is the answering address of a slash command, which lives for minutes: {_MAKE_ONE_EN}": f"スラッシュコマンドの応答用アドレスで、数分しか使えません。{_MAKE_ONE}",
    f"That is the answering address of a button, which lives for minutes: {_MAKE_ONE_EN}": f"ボタンの応答用アドレスで、数分しか使えません。{_MAKE_ONE}",
    # what Slack's answers mean
    "Slack answered {}: {}": "Slackの応答: {}。{}",
    "Slack did not answer after the message was sent: it may have arrived, so the bridge does not send it again.": "送信後にSlackから応答がありませんでした。届いている可能性があるため、再送はしません。",
    "The delivery did not finish in time; the message may have arrived.": "時間内に終わりませんでした。メッセージは届いている可能性があります。",
    "Slack could not be reached.": "Slackに接続できませんでした。",
    "No time was left to send the message.": "送信する時間が残っていませんでした。",
    "The destination cannot be written to: check its address.": "通知先に送れません。URLを確認してください。",
    f"the webhook was removed or disabled in Slack; {_NEW_ONE_EN}": f"Webhookが削除されたか、無効になっています。{_NEW_ONE}",
    f"the webhook's address is incomplete or the webhook was removed; {_NEW_ONE_EN}": f"WebhookのURLが不完全か、Webhookが削除されています。{_NEW_ONE}",
    f"the webhook was disabled in Slack; enable it there, or {_NEW_ONE_EN}": f"Webhookが無効になっています。Slackで有効にするか、{_NEW_ONE}",
    f"the webhook's workspace does not exist any more; {_NEW_ONE_EN}": f"ワークスペースがなくなっています。{_NEW_ONE}",
    f"the webhook's workspace is disabled; {_BY_ADMIN_EN}": f"ワークスペースが無効になっています。{_BY_ADMIN}",
    f"the webhook's address is wrong or was revoked; {_NEW_ONE_EN}": f"WebhookのURLが違うか、取り消されています。{_NEW_ONE}",
    f"the webhook was revoked; {_NEW_ONE_EN}": f"Webhookが取り消されています。{_NEW_ONE}",
    f"the account that made the webhook is gone; {_NEW_ONE_EN}": f"Webhookを作ったアカウントがなくなっています。{_NEW_ONE}",
    f"the webhook's channel was deleted or cannot be seen by it; for another channel {_NEW_ONE_EN}": f"チャンネルが削除されたか、Webhookから見えません。別のチャンネルには、{_NEW_ONE}",
    f"the webhook's channel is archived; unarchive it, or for another channel {_NEW_ONE_EN}": f"チャンネルがアーカイブされています。アーカイブを解除してください。別のチャンネルには、{_NEW_ONE}",
    "the webhook's app is not in the channel; add it there.": "アプリがチャンネルに参加していません。チャンネルに追加してください。",
    f"the person whom the webhook writes to does not exist any more; {_NEW_ONE_EN}": f"通知先の人がいなくなっています。{_NEW_ONE}",
    f"an administrator has restricted what the webhook may do; {_BY_ADMIN_EN}": f"管理者がWebhookの動作を制限しています。{_BY_ADMIN}",
    f"only some members may post to the workspace's general channel; for another channel {_NEW_ONE_EN}": f"general チャンネルに投稿できる人が限られています。別のチャンネルには、{_NEW_ONE}",
    f"a rule of the workspace forbids posting there; {_BY_ADMIN_EN}": f"ワークスペースの規則で投稿できません。{_BY_ADMIN}",
    "it could not read the message, which is a defect of the bridge: please report it.": "Slackがメッセージを読めませんでした。bridgeの不具合ですので、ご報告ください。",
    "too many messages at once.": "一度に送られたメッセージが多すぎます。少し待ってください。",
    "a fault on its side.": "Slack側の問題です。少し待ってください。",
    f"there is no such webhook; {_NEW_ONE_EN}": f"Webhookが見つかりません。{_NEW_ONE}",
    f"the webhook's address is not accepted; {_NEW_ONE_EN}": f"WebhookのURLが受け付けられません。{_NEW_ONE}",
    "the address takes no messages; it is not an incoming webhook.": "メッセージを受け付けないアドレスです。Incoming Webhook ではありません。",
    "the message is too large for it.": "メッセージが大きすぎます。",
    "that is not Slack's “ok”, so the address is not that of an incoming webhook.": "Slackの「ok」ではないため、Incoming Webhook のURLではありません。",
    "it leads elsewhere, and the bridge follows no redirect; use the final address.": "別の場所へ転送されます。転送先はたどらないので、最終的なURLを使ってください。",
    "that is no answer of an incoming webhook; check the address.": "Incoming Webhook の応答ではありません。URLを確認してください。",
}  # fmt: skip
