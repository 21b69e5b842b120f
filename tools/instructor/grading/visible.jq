# visible.jq - make students' text safe to show.
#
# Names, file names, stories and compilers' messages contain students' text.
# Here, once for all formats, control characters are escaped as in C, and marks
# that change the direction of text become their numbers. Long text is cut, with
# a remark.

def hex($digits):
  [recurse(if . >= 16 then . / 16 | floor else empty end) % 16]
  | reverse | map("0123456789abcdef"[.:. + 1]) | "0" * ([$digits - length, 0] | max) + add;

# Characters that are invisible, or change how others look.
def unseen: "[\\x00-\\x08\\x0b-\\x1f\\x{7f}-\\x{9f}\\x{ad}\\x{61c}\\x{200b}-\\x{200f}"
  + "\\x{2028}-\\x{202e}\\x{2060}-\\x{206f}\\x{feff}\\x{fff9}-\\x{fffb}"
  + "\\x{fffe}\\x{ffff}\\x{e0000}-\\x{e007f}]";

# A code point as a list of visible code points.
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

# Text of several lines, made visible.
def text: split("\n") | cut_lines | map(cut_line | visible) | join("\n");

# One line, made visible: a name, a title, a sentence.
def line:
  .[:300] | gsub("\n"; "\\n") | gsub("\t"; " ") | visible | sub("^ +"; "") | sub(" +$"; "");
