# visible.jq - text from elsewhere, made so that every reader can take it.
#
# Names, file names, stories and compilers' words come from students. What is not
# to be seen is shown here, once, before any format is written: control characters
# as C would write them, marks that turn the direction of text as their numbers.
# What is endless is cut, and says so.

def hex($digits):
  [recurse(if . >= 16 then . / 16 | floor else empty end) % 16]
  | reverse | map("0123456789abcdef"[.:. + 1]) | "0" * ([$digits - length, 0] | max) + add;

# What has no picture of its own, or changes how its neighbours look.
def unseen: "[\\x00-\\x08\\x0b-\\x1f\\x{7f}-\\x{9f}\\x{ad}\\x{61c}\\x{200b}-\\x{200f}"
  + "\\x{2028}-\\x{202e}\\x{2060}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}"
  + "\\x{fffe}\\x{ffff}\\x{e0000}-\\x{e007f}]";

# One code point, as a list of code points.
def shown:
  if . >= 32 and . < 127 or . == 10 then [.]
  elif [.] | implode | test(unseen) | not then [.]
  elif . < 256 then "\\x\(hex(2))" | explode
  else "[U+\(hex(4))]" | explode end;

def visible: if test(unseen) then explode | map(shown[]) | implode else . end;

def cut_line:
  if length > 400 then "\(.[:400]) ... (\(length - 400) characters more)" else . end;

def cut_lines:
  if length > 250 then .[:250] + ["... (\(length - 250) lines more)"] else . end;

# Some lines of text.
def text: split("\n") | cut_lines | map(cut_line | visible) | join("\n");

# One line: a name, a title, a sentence.
def line:
  .[:300] | gsub("\n"; "\\n") | gsub("\t"; " ") | visible | sub("^ +"; "") | sub(" +$"; "");
