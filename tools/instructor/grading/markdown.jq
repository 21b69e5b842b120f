# markdown.jq - students/KEY/feedback.md
include "words";
include "feedback";

# A fence with more backticks than the longest run in the text.
def longest: if contains("`") then [scan("`+") | length] | max else 0 end;
def ticks($least): "`" * ([longest + 1, $least] | max);
def code:
  ticks(1) as $t | if test("^`|`$") then "\($t) \(.) \($t)" else "\($t)\(.)\($t)" end;

# Escape a student's text: it must not become markup, a link or a block, and an
# @ must not notify anybody.
def word:
  if test("@") then code
  else gsub("(?<c>[\\\\`*_\\[\\]<>&~#$!])"; "\\\(.c)")
    | gsub("(?<w>www|https?|ftp)(?<c>[.:])"; "\(.w)\\\(.c)") end;
def plain:
  if test("[^A-Za-z0-9 ,;:()'-]") then split(" ") | map(word) | join(" ") else . end;
def begin: sub("^(?<n>[0-9]*)(?<c>[-+=.)])"; "\(.n)\\\(.c)");

def inline:
  if type == "array" then map(inline) | join("")
  elif type == "object" and has("code") then .code | code
  elif type == "object" then "\(kinds[.kind].sign) \(.words | plain)"
  else plain end;

def row: "| " + (map(inline | split("|") | join("\\|")) | join(" | ")) + " |";
def rule: "|" + (map("---|") | join(""));

def block:
  if has("heading") then "#" * .level + " " + (.heading | inline)
  elif has("says") then .says | inline | begin
  elif has("list") then .list | map("- " + (inline | begin)) | join("\n")
  elif has("lines") then (.lines | ticks(3)) as $t | "\($t)text\n\(.lines)\n\($t)"
  else [(.table | row), (.table | rule), (.rows[] | row)] | join("\n") end;

inputs | .key as $key
| feedback | map(block) | join("\n\n") | file("students/\($key)/feedback.md")
