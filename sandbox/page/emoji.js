// @ts-check
/** The shortcodes people and apps use most, as characters. An unknown one stays as it was written. */

const NAMES = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 wave 👋 clap 👏 pray 🙏 raised_hands 🙌 muscle 💪 handshake 🤝 point_right 👉
point_left 👈 point_up ☝️ point_down 👇 ok_hand 👌 v ✌️ eyes 👀 writing_hand ✍️ brain 🧠
smile 😄 smiley 😃 grinning 😀 slightly_smiling_face 🙂 blush 😊 wink 😉 joy 😂 thinking_face 🤔 sweat_smile 😅 cry 😢
sob 😭 heart_eyes 😍 sunglasses 😎 hugging_face 🤗 neutral_face 😐 disappointed 😞 worried 😟 tada 🎉 sparkles ✨ star ⭐
star2 🌟 fire 🔥 rocket 🚀 bulb 💡 zap ⚡ boom 💥 100 💯 heart ❤️ green_heart 💚 blue_heart 💙 purple_heart 💜
white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️
no_entry ⛔ no_entry_sign 🚫 question ❓ grey_question ❔ exclamation ❗ information_source ℹ️ sos 🆘 construction 🚧
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 white_circle ⚪
black_circle ⚫ large_green_square 🟩 large_yellow_square 🟨 large_red_square 🟥 white_large_square ⬜ small_blue_diamond 🔹
calendar 📆 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock3 🕒 clock9 🕘 alarm_clock ⏰ hourglass ⌛
hourglass_flowing_sand ⏳ stopwatch ⏱️ bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 speech_balloon 💬 thought_balloon 💭
memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 lock 🔒 unlock 🔓 key 🔑
closed_lock_with_key 🔐 shield 🛡️ mag 🔍 mag_right 🔎 books 📚 book 📖 open_book 📖 bookmark 🔖 notebook 📓 label 🏷️
file_folder 📁 open_file_folder 📂 page_facing_up 📄 bar_chart 📊 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 email 📧 envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 telephone_receiver 📞
computer 💻 gear ⚙️ wrench 🔧 hammer_and_wrench 🛠️ package 📦 trophy 🏆 medal 🏅 dart 🎯 mortar_board 🎓 school 🏫
seedling 🌱 herb 🌿 deciduous_tree 🌳 sunny ☀️ sunrise 🌅 coffee ☕ tea 🍵 cake 🍰 house 🏠 house_with_garden 🏡
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 heavy_plus_sign ➕
heavy_minus_sign ➖ one 1️⃣ two 2️⃣ three 3️⃣ busts_in_silhouette 👥 bust_in_silhouette 👤 robot_face 🤖 ghost 👻 zzz 💤
scales ⚖️ compass 🧭 world_map 🗺️ earth_americas 🌎 umbrella ☂️ snowflake ❄️ raising_hand 🙋 crossed_fingers 🤞
`;

const WORDS = NAMES.trim().split(/\s+/);
const EMOJI = new Map(WORDS.filter((_, at) => at % 2 === 0).map((name, at) => [name, WORDS[2 * at + 1]]));

/**
 * Return the character of a shortcode given without its colons, or nothing.
 * @param {string} name
 */
export const emoji = (name) => EMOJI.get(name);

/**
 * Return `text` with the known shortcodes replaced.
 * @param {string} text
 */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => EMOJI.get(name) || whole);
