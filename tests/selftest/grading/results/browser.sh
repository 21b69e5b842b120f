# shellcheck shell=bash
# browser.sh - drive a real browser from bash: Chromium, with the WebDriver
# protocol (HTTP and JSON). To be sourced.
#
#   browser_start && browser_open FILE && browser_ask 'return document.title'
#   browser_stop
#
# The browser can resolve no host name.

browser_can() { command -v chromedriver >/dev/null && command -v curl >/dev/null; }

browser_call() # METHOD PATH [JSON]: the answer's value
{
    curl -sS --max-time 30 -X "$1" -H 'Content-Type: application/json' \
        ${3:+--data-binary "$3"} "$browser_url$2" | jq '.value'
}

browser_wishes()
{
    jq -n --arg home "$browser_home" '{capabilities: {alwaysMatch: {
      "goog:loggingPrefs": {browser: "ALL", performance: "ALL"},
      "goog:chromeOptions": {args: ["--headless", "--no-sandbox", "--disable-gpu",
        "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\($home)/data"]}}}}'
}

browser_start()
{
    local line
    browser_home=$(mktemp -d)
    mkfifo "$browser_home/said"
    # with its own home; its output after the port is dropped
    HOME=$browser_home chromedriver --port=0 >"$browser_home/said" 2>/dev/null &
    browser_pid=$!
    while read -r line; do
        case $line in *'on port '*[0-9].) break ;; esac
    done <"$browser_home/said"
    line=${line##* }
    browser_url=http://127.0.0.1:${line%.}
    browser_url+=/session/$(browser_call POST /session "$(browser_wishes)" | jq -r .sessionId)
}

browser_open() # FILE[#PART]
{
    browser_call POST /url "$(jq -n --arg url "file://$1" '{$url}')" >/dev/null
}

browser_ask() # SCRIPT: what it returns, as JSON
{
    browser_call POST /execute/sync "$(jq -n --arg script "$1" '{$script, args: []}')"
}

# List all addresses that the browser has requested, one a line.
browser_requests()
{
    browser_call POST /se/log '{"type":"performance"}' | jq -r '.[].message | fromjson
      | .message | select(.method == "Network.requestWillBeSent") | .params.request.url'
}

# List its errors, such as a script that the page's security policy has blocked.
browser_complaints()
{
    browser_call POST /se/log '{"type":"browser"}' | jq -r '.[].message'
}

browser_stop()
{
    [ -n "${browser_pid-}" ] || return 0
    browser_call DELETE '' >/dev/null || true
    kill "$browser_pid" 2>/dev/null || true
    wait "$browser_pid" 2>/dev/null || true
    rm -rf "$browser_home"
    browser_pid=
}
