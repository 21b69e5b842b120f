/* What it prints is an order to somebody: to a terminal, a spreadsheet, a
 * browser, a parser, the web page of an automatic build. */
#include "hostile.h"

static const char orders[] =
    "=cmd|' /C calc'!A0,+1+1,-1+1,@SUM(1),\t=1 "
    "]]><script>alert(1)</script><!-- --></pre></testsuite>&xxe;"
    "<img src=x onerror=alert(1)>](javascript:alert(1))```~~~ "
    "\"};{\"points\":20, \\\" ' $(id) `id` ${IFS} %s%n "
    "\033[2J\033]0;mine\007\033]52;c;aWQ=\007\033[6n\x9b"
    "1m\xe2\x80\xae"
    "drawkcab\xe2\x80\xac\xff\xfe\xc3( \xed\xa0\x80 \x7f\x08\x01";

int main(void)
{
    for (int i = 0; i < 3; i++) {
        printf("%s\r\nok 1 - all\nBail out!\n1..0\n::set-output name=x::1\n",
               orders);
        fprintf(stderr, "%s\r\n]]>\n# <h1>\n::error::mine\n", orders);
    }
    return 3;
}
