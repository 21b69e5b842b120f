/* Options for the compiler, from within: a plugin, no checks, no warnings. */
#pragma GCC optimize("-fplugin=/tmp/mine.so")
#pragma GCC optimize("-fno-sanitize=address")
#pragma GCC dependency "/etc/passwd"
#pragma GCC system_header
#include "hostile.h"

int main(void)
{
    return 0;
}
