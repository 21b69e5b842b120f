# shellcheck shell=bash
# pages.sh - check the pages in a browser. To be sourced by run, which has
# `check`, a folder of its own ($all) and the results ($out).
: "${all:?}" "${out:?}"

asked() # WANTED SCRIPT
{
    local answer
    answer=$(browser_ask "$2" | jq -c .)
    [ "$answer" = "$1" ] && return
    printf '%s\n  gave %s, wanted %s\n' "$2" "$answer" "$1"
    return 1
}

# The page is complete, and no text of a student has become markup.
page_is_whole()
{
    browser_open "$out/gradebook.html"
    asked null 'return document.documentElement.dataset.pwned || null' &&
        asked '[20,20,1,2,0]' '
            const foreign = "img, iframe, object, embed, form, link, .student svg"
            return ["#table tbody tr", ".student", "script", "style", foreign]
                .map((what) => document.querySelectorAll(what).length)' &&
        asked '[2,11]' 'const cells = [...document.querySelectorAll("#table tbody td:nth-child(3)")]
            return [/^✗$/, /^records/].map((text) =>
                cells.filter((cell) => text.test(cell.textContent)).length)'
}

page_sorts_and_filters()
{
    asked '["0","132"]' 'const head = document.querySelectorAll("#table thead button")[1]
        const first = () => { head.click(); return table.tBodies[0].rows[0].cells[1].textContent }
        return [first(), first()]' &&
        asked '["Bob \"the\" Builder, Jr."]' 'filter.value = "builder"
        filter.dispatchEvent(new Event("input"))
        return [...table.tBodies[0].rows].filter((row) => !row.hidden)
            .map((row) => row.cells[0].textContent)'
}

# A click shows a student's feedback; keys go to the next student, and back.
page_shows_feedback()
{
    asked '["s-ada","s-bob",null]' 'const shown = () => [...document.querySelectorAll(".student")]
            .filter((one) => one.getClientRects().length).map((one) => one.id)[0] || null
        const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", {key}))
        document.querySelector("a[href=\"#s-ada\"]").click()
        const ada = shown()
        press("ArrowRight")
        const next = shown()
        press("Escape")
        return [ada, next, shown()]'
}

page_is_alone()
{
    local page
    for page in "$out"/students/{eve,dan,cyn}/feedback.html; do
        browser_open "$page"
        asked null 'return document.documentElement.dataset.pwned || null' || return 1
    done
    browser_requests | grep -v '^chrome:\|^data:' >"$all/requests"
    cat "$all/requests"
    browser_complaints
    [ "$(wc -l <"$all/requests")" = 4 ] && ! grep -v '^file:' "$all/requests" &&
        [ -z "$(browser_complaints)" ]
}

# On a narrow screen the table scrolls, and not the page.
page_fits_a_phone()
{
    browser_call POST /goog/cdp/execute '{"cmd":"Emulation.setDeviceMetricsOverride",
        "params":{"width":390,"height":844,"deviceScaleFactor":1,"mobile":true}}' >/dev/null
    browser_open "$out/gradebook.html"
    asked '[true,true]' 'const inner = document.querySelector(".scroll")
        return [document.documentElement.scrollWidth <= 390,
            inner.scrollWidth > inner.clientWidth]' || return 1
    browser_open "$out/students/eve/feedback.html"
    asked true 'return document.documentElement.scrollWidth <= 390'
}

in_a_browser()
{
    browser_start
    check 'the page is whole, and nobody'"'"'s text is part of it' page_is_whole
    check 'the page sorts and filters' page_sorts_and_filters
    check 'feedback is a click away' page_shows_feedback
    check 'no page asks for anything' page_is_alone
    check 'the pages fit a phone' page_fits_a_phone
}
