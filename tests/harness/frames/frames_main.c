/* frames_main.c - which lines of a program's source copied stacks come from.
 *
 * usage: frames [--scan] PROGRAM <STACKS    struct stack_log, perhaps a part
 *
 * Prints a line for each frame of the program itself that has a source, the
 * innermost first, those of inlined functions too:
 *     STACK LINE PATH
 * The program's file is PROGRAM, wherever it was when it ran. A stranger has
 * made it, so this is a process of its own, with little time and memory. */
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "frames.h"
#include "frames_source.h"

enum { SECONDS = 3, OF_PROCESSOR = 1, MEMORY_MIB = 1024 };

struct stack_log frames_log;
const char *frames_program;

static void limit_ourselves(void)
{
    alarm(SECONDS);
    setrlimit(RLIMIT_CPU, &(struct rlimit){OF_PROCESSOR, OF_PROCESSOR});
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
#ifndef __SANITIZE_ADDRESS__ /* that takes terabytes of addresses */
    const rlim_t most = (rlim_t)MEMORY_MIB << 20;
    setrlimit(RLIMIT_AS, &(struct rlimit){most, most});
#endif
}

/* Read what there is. A stack that was not sent has no image. */
static bool read_log(void)
{
    uint8_t *to = (uint8_t *)&frames_log;
    size_t len = 0, most = sizeof frames_log;
    ssize_t got;
    while (len < most && (got = read(STDIN_FILENO, to + len, most - len)) > 0)
        len += (size_t)got;
    return frames_log.count <= STACKS;
}

int main(int argc, char **argv)
{
    bool scan = argc > 1 && strcmp(argv[1], "--scan") == 0;
    limit_ourselves();
    if (argc != 2 + scan || !read_log())
        return 1;
    frames_program = argv[1 + scan];
#ifdef HAVE_LIBDW
    if (!scan) {
        frames_unwind();
        return 0;
    }
#endif
    frames_scan();
    return 0;
}
