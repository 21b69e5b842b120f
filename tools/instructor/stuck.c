/* stuck.c - print a handout with an updated list of its lab's mistakes.
 *
 * usage: stuck LAB     such as lab03-accept-recv
 *
 * The list stands between the sentence below, which the page must have, and the
 * next heading or the end of the page. It is made from
 * tests/harness/diagnosis/mistakes_*.c.
 */
#include <stdio.h>
#include <string.h>

#include "../../tests/harness/base/arguments.h"
#include "../../tests/harness/base/paths.h"
#include "../../tests/harness/diagnosis/mistakes.h"

static const char sentence[] =
    "A failed test may call your mistake by its name. "
    "These are the names:\n\n";

int main(int argc, char **argv)
{
    char path[PATH_MOST], relative[256];
    paths_init(argv[0]);
    arguments_check(argc, argv, 1, 1, "stuck LAB");
    snprintf(relative, sizeof relative, "handouts/%s.md", argv[1]);
    const char *page = path_read(path_of(path, relative));
    const char *begin = page ? strstr(page, sentence) : NULL;
    if (begin == NULL) {
        fprintf(stderr, "%s: it lacks the sentence '%.*s'\n", relative,
                (int)strlen(sentence) - 2, sentence);
        return 2;
    }
    const char *end = strstr(begin, "\n## ");
    fwrite(page, 1, (size_t)(begin - page), stdout);
    fputs(sentence, stdout);
    mistakes_list(stdout, argv[1]);
    fputs(end ? end : "", stdout);
    return 0;
}
