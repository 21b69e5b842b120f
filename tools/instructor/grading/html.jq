# html.jq - blocks of feedback as HTML. All text is escaped.
include "words";

def inline:
  if type == "array" then map(inline) | join("")
  elif type == "object" and has("code") then "<code>\(.code | @html)</code>"
  elif type == "object" then "\(kinds[.kind].sign) \(.words | @html)"
  else @html end;

def class: if type == "object" and has("kind") then " class=\(kinds[.kind].class)" else "" end;
def head: "<tr>" + (map("<th scope=col>\(inline)</th>") | join("")) + "</tr>";
def row: "<tr>" + (map("<td\(class)>\(inline)</td>") | join("")) + "</tr>";

# $lower: by how many levels its headings are lowered.
def block($lower):
  if has("heading") then "h\(.level + $lower)" as $h | "<\($h)>\(.heading | inline)</\($h)>"
  elif has("says") then "<p>\(.says | inline)</p>"
  elif has("list") then "<ul>\(.list | map("<li>\(inline)</li>") | join("\n"))</ul>"
  elif has("lines") then "<pre tabindex=\"0\">\n\(.lines | @html)</pre>"
  else (["<table>", (.table | head), (.rows[] | row), "</table>"]
    | join("\n")) end;

def html($lower): map(block($lower)) | join("\n");

# A page that loads no other file. $sources: what its security policy allows.
def page($title; $sources; $style; body):
  "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">",
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \($sources)\">",
  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
  "<title>\($title | @html)</title>", "<style>\($style)</style>", "</head>", "<body>",
  "<main>", body, "</main>", "</body>", "</html>";
