/* complaints.c - which lines of stderr complain of a call: tests of
 * harness/stage/complaint_words.c. */
#include <criterion/criterion.h>
#include <errno.h>

#include "complaint_words.h"
#include "units.h"

static const struct line_of {
    const char *call;
    int error;
    const char *line;
    bool complains, wrongly;
} lines[] = {
    {"accept", EMFILE, "accept: EMFILE, too many open descriptors", true,
     false},
    {"accept", EMFILE, "accept: Too many open files", true, false},
    {"accept", EMFILE, "server: cannot ACCEPT: too many open files", true,
     false},
    {"accept", EMFILE, "接受失败: Too many open files", true, false},
    {"accept", EMFILE, "pipe: Too many open files", false, false},
    {NULL, EMFILE, "pipe: Too many open files", true, false},
    {"accept", EMFILE, "DEBUG: accept gave 4", false, false},
    {"accept", EMFILE, "accept: EMFILES", false, false},
    {"accept", EMFILE, "accept: EBADF, not an open descriptor", false, true},
    {"accept", EMFILE, "accept: EAGAIN, try again", false, false},
    {"recv", ECONNRESET, "read: Connection reset by peer", true, false},
    {"recv", ECONNRESET, "send: Connection reset by peer", false, false},
    {"recv", ECONNRESET, "recv: Success", false, true},
    {"recv", ECONNRESET, "recv: no error, this call has not failed", false,
     true},
    {"recv", ETIMEDOUT, "recv: Resource temporarily unavailable", true, false},
    {"recv", ETIMEDOUT, "recv: the server has timed out", true, false},
    {"getaddrinfo", LOOKUP_ERROR, "getaddrinfo: Name or service not known",
     true, false},
    {"getaddrinfo", LOOKUP_ERROR, "getaddrinfo: Success", false, true},
};

Test(complaints, a_call_and_its_error)
{
    for (size_t i = 0; i < COUNT(lines); i++) {
        const struct line_of *l = &lines[i];
        cr_expect_eq(line_complains(l->line, l->call, l->error), l->complains,
                     "%s", l->line);
        cr_expect_eq(line_complains_wrongly(l->line, l->call, l->error),
                     l->wrongly, "wrongly: %s", l->line);
    }
}

Test(complaints, any_call_and_any_error)
{
    cr_expect(line_is_complaint("recv: EWOULDBLOCK, would have to wait"));
    cr_expect(line_is_complaint("send: Broken pipe"));
    cr_expect_not(line_is_complaint("request 1: no answer after 3 tries"));
    cr_expect_not(line_is_complaint("recv: 5 bytes, another try"));
}

Test(complaints, in_one_line_of_many)
{
    cr_expect(text_complains("a\nbind: EADDRINUSE\nb\n", "bind", EADDRINUSE));
    cr_expect(text_complains("bind: EADDRINUSE", "bind", ANY_ERROR));
    cr_expect_not(text_complains("bind:\nEADDRINUSE\n", "bind", EADDRINUSE));
    cr_expect_not(text_complains("", NULL, ANY_ERROR));
}
