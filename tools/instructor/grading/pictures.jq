# pictures.jq - the gradebook's charts, as SVG inside the page.
include "words";

# The bar of one tenth: how many students have that share of the points.
def bar($tenth; $n; $highest):
  (if $highest == 0 then 0 else 100 * $n / $highest end) as $height
  | "<g><title>\($tenth * 10) to \($tenth * 10 + 10) %: \($n)</title>"
  + "<rect x='\($tenth * 40 + 3)' y='\(118 - $height)' width='34' height='\($height)' rx='2'/>"
  + if $n == 0 then "</g>"
    else "<text x='\($tenth * 40 + 20)' y='\(112 - $height)'>\($n)</text></g>" end;

def scale: range(0; 101; 20)
  | "<text class='scale' x='\([10, . * 4, 384] | sort | .[1])' y='134'>\(.) %</text>";

def distribution($tenths):
  ($tenths | max) as $highest
  | "<svg class='points' viewBox='0 -6 402 144' role='img' aria-label='How many have how much'>",
    (range(10) | bar(.; $tenths[.]; $highest)),
    "<line x1='0' x2='400' y1='118.5' y2='118.5'/>", scale, "</svg>";

# A line of coloured pieces, one for each kind of verdict that occurs.
def pieces($counts; $of):
  reduce (kinds | to_entries[] | select($counts[.key])) as $kind ({x: 0, all: ""};
    ($counts[$kind.key] | percent($of)) as $width
    | .all += "<rect class='\($kind.value.class)' x='\(.x)' width='\($width)' height='10'/>"
    | .x += $width)
  | "<svg class='pieces' viewBox='0 0 100 10' preserveAspectRatio='none' aria-hidden='true'>"
    + .all + "</svg>";

# The meaning of colours and signs.
def legend:
  [kinds | to_entries[] | "<span><b class=\(.value.class)>\(.value.sign)</b> \(.key)</span>"]
  | "<p class='legend'>\(join(" "))</p>";
