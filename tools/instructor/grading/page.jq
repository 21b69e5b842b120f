# page.jq - students/KEY/feedback.html: a page that loads no other file.
include "words";
include "feedback";
include "html";

inputs | .key as $key
| [page("Socket Labs: \(.student)"; "style-src \($style_source)"; $style;
    feedback | html(0))]
| join("\n") | file("students/\($key)/feedback.html")
