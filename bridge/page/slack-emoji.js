/** The emoji that people name most; importing them teaches slack-message.js to show them. */
import { KNOWN, el } from "./slack-message.js";

const signs = new Map();

`+1 👍 -1 👎 thumbsup 👍 thumbsdown 👎 tada 🎉 bug 🐛 rocket 🚀 fire 🔥 eyes 👀 heart ❤️ smile 😄 smiley 😃
grinning 😀 laughing 😆 joy 😂 wink 😉 blush 😊 sob 😭 cry 😢 thinking_face 🤔 confused 😕 scream 😱 rage 😡 sunglasses 😎 sweat_smile 😅
slightly_smiling_face 🙂 upside_down_face 🙃 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 ok_hand 👌 point_right 👉 point_left 👈
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ no_entry ⛔ no_entry_sign 🚫 warning ⚠️ rotating_light 🚨
information_source ℹ️ question ❓ exclamation ❗ grey_question ❔ bangbang ‼️ star ⭐ star2 🌟 sparkles ✨ zap ⚡ boom 💥 100 💯
bulb 💡 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 memo 📝 pencil 📝 pencil2 ✏️ book 📖 books 📚 bookmark 🔖 label 🏷️
pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 key 🔑 hammer 🔨 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ package 📦
inbox_tray 📥 outbox_tray 📤 email 📧 envelope ✉️ calendar 📆 date 📅 clock3 🕒 hourglass ⌛ stopwatch ⏱️ alarm_clock ⏰
chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 file_folder 📁 open_file_folder 📂 page_facing_up 📄 clipboard 📋
mag 🔍 computer 💻 robot_face 🤖 construction 🚧 recycle ♻️ wastebasket 🗑️ art 🎨 lipstick 💄 ambulance 🚑 checkered_flag 🏁 trophy 🏆 gift 🎁
birthday 🎂 coffee ☕ beer 🍺 beers 🍻 cat 🐱 dog 🐶 octocat 🐙 octopus 🐙 snake 🐍 whale 🐳 penguin 🐧 seedling 🌱 sunny ☀️ rainbow 🌈
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪ black_circle ⚫
large_green_square 🟩 large_red_square 🟥 arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ leftwards_arrow_with_hook ↩️ twisted_rightwards_arrows 🔀
arrows_counterclockwise 🔄 heavy_plus_sign ➕ heavy_minus_sign ➖ new 🆕 ok 🆗 up 🆙 jp 🇯🇵 us 🇺🇸 gb 🇬🇧 bust_in_silhouette 👤
busts_in_silhouette 👥 shrug 🤷 facepalm 🤦 see_no_evil 🙈 skull 💀 ghost 👻 alien 👽 poop 💩 party_popper 🎉 partying_face 🥳 hugging_face 🤗`
  .split(/\s+/).forEach((word, at, all) => { if (at % 2) signs.set(all[at - 1], word); });

KNOWN.emoji = (code) => {
  const [, name, tone] = /^:([^:]+):(?::skin-tone-([2-6]):)?$/.exec(code) ?? [];
  if (!name || !signs.has(name)) return code;
  const sign = el("span", "sm-emoji", signs.get(name) + (tone ? String.fromCodePoint(0x1f3f9 + Number(tone)) : ""));
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", name.replaceAll("_", " "));
  return sign;
};

KNOWN.plain = (plain) => {
  const span = document.createDocumentFragment();
  span.append(...plain.split(/(:[a-z0-9_+'-]+:(?::skin-tone-[2-6]:)?)/).map((part, odd) => (odd % 2 ? KNOWN.emoji(part) : part)));
  return span;
};
