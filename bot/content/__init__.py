"""Every word the bot says, as TOML, and the catalogue that loads and checks it."""
