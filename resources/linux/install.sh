#!/bin/sh
# Puts Funduscope into the menu of this user, with its icon, and opens projects and models with it.
# Run it from the folder of the program; `install.sh --remove` takes all of it away again.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/funduscope.desktop
mime=$data/mime/packages/funduscope-mime.xml
icon=$data/icons/hicolor/scalable/apps/funduscope.svg
if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$mime" "$icon"
else
    mkdir -p "$(dirname "$entry")" "$(dirname "$mime")" "$(dirname "$icon")"
    # In an Exec line a backslash, a quote, a dollar and a backtick are escaped; sed's own signs besides.
    escaped=$(printf '%s' "$folder" | sed -e 's/[\\"$`]/\\\\&/g' -e 's/[&|]/\\&/g')
    sed "s|@FOLDER@|$escaped|" "$folder/funduscope.desktop" > "$entry"
    cp "$folder/funduscope-mime.xml" "$mime"
    cp "$folder/_internal/resources/icons/funduscope.svg" "$icon"
fi
command -v update-mime-database > /dev/null && update-mime-database "$data/mime" || true
command -v update-desktop-database > /dev/null && update-desktop-database "$data/applications" || true
