/* story.c - see story.h. */
#include "story.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

/* SHOWN and WIDE are in columns. */
enum { SHOWN = 46, STDERR_LINES = 12, WIDE = 200 };

static int put_byte(FILE *out, unsigned char byte)
{
    static const char bytes[] = "\n\r\t\\", letters[] = "nrt\\";
    const char *known = byte ? strchr(bytes, byte) : NULL;
    if (known)
        return fprintf(out, "\\%c", letters[known - bytes]);
    if (isprint(byte))
        return fprintf(out, "%c", byte);
    return byte == 0 ? fprintf(out, "\\0") : fprintf(out, "\\x%02x", byte);
}

/* Write the bytes around `mark` in one line. Returns the column of
 * bytes[mark]. */
static int put_bytes(FILE *out, const char *bytes, size_t len, size_t mark)
{
    size_t from = mark > SHOWN / 2 && len > SHOWN ? mark - SHOWN / 2 : 0;
    int wide = 0, column = -1;
    if (len == 0)
        fputs("(nothing)", out);
    if (from > 0)
        wide += fprintf(out, "(%zu bytes) ", from);
    size_t i = from;
    for (; i < len && wide < SHOWN; i++) {
        if (i == mark)
            column = wide;
        wide += put_byte(out, (unsigned char)bytes[i]);
    }
    if (i < len)
        fprintf(out, " (%zu more bytes)", len - i);
    return column == -1 ? wide : column;
}

static void tell_difference(FILE *out, const struct mismatch *m)
{
    if (m->expected == NULL) {
        fprintf(out, "\n  %s\n", m->how);
        return;
    }
    fprintf(out, "\n  %s\n  expected  ", m->from);
    put_bytes(out, m->expected, m->expected_len, m->same);
    fprintf(out, "\n  received  ");
    int column = put_bytes(out, m->received, m->received_len, m->same);
    int room = 80 - (int)strlen("            ^ ") - column;
    if ((int)strlen(m->how) <= room)
        fprintf(out, "\n            %*s^ %s\n", column, "", m->how);
    else
        fprintf(out, "\n            %*s^\n            %s\n", column, "",
                m->how);
}

static const char *put_line(FILE *out, const char *text)
{
    int len = (int)strcspn(text, "\n");
    fprintf(out, "    %.*s%s\n", len < WIDE ? len : WIDE, text,
            len > WIDE ? "..." : "");
    return text + len + (text[len] == '\n');
}

static void tell_words(FILE *out, const char *text)
{
    for (int i = 0; *text && i < STDERR_LINES; i++)
        text = put_line(out, text);
    if (*text)
        fprintf(out, "    ...\n");
}

/* Write this line of a sanitizer's report if it says what went wrong, or if it
 * is a frame in the lab: "#2 0x55 in echo
 * /.../lab03-accept-recv/server.c:62". */
static bool tell_report_line(FILE *out, const char *line)
{
    static const char *const kinds[] = {
        "ERROR: ", "runtime error: ", "READ of size ", "WRITE of size ",
        "Direct leak of "};
    const char *frame = strstr(line, " in "), *file = strstr(line, "/lab0");
    if (frame && file && strstr(file, ".c:")) {
        fprintf(out, "      in %.*s, %s\n", (int)strcspn(frame + 4, " "),
                frame + 4, file + 1);
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *what = strstr(line, kinds[i]), *end;
        if (what == NULL)
            continue;
        what = strstr(line, "/lab0") ? strstr(line, "/lab0") + 1 : what;
        end = strstr(what, " on address 0x");
        end = end ? end : strstr(what, " at 0x");
        fprintf(out, "    %.*s\n", (int)(end ? end - what : (long)strlen(what)),
                what);
        return true;
    }
    return false;
}

/* False: there is no report, or its form is not known. */
static bool tell_report(FILE *out, const char *text)
{
    bool told = false;
    while (*text) {
        size_t len = strcspn(text, "\n");
        char *line = must_strndup(text, len);
        told |= tell_report_line(out, line);
        free(line);
        text += len + (text[len] == '\n');
    }
    return told;
}

/* What the program wrote on stderr, and how it ended, if it has. */
static void tell_program(FILE *out, const struct subject *s)
{
    int name = (int)strcspn(s->command, " "); /* "./server" */
    if (*s->ending)
        fprintf(out, "\n  %.*s has ended: %s\n", name, s->command, s->ending);
    if (s->todo > 0)
        fprintf(out, "  step %d is still to be written; it came that far\n",
                s->todo);
    if (s->stragglers > 0)
        fprintf(out, "  and left %d of its processes running\n", s->stragglers);
    if (*s->said)
        fprintf(out, "\n  %.*s said on stderr\n", name, s->command);
    if (!s->report || !tell_report(out, s->said))
        tell_words(out, s->said);
}

static void tell_lines(FILE *out, const struct conversation *c,
                       const struct names *names, const struct line *last)
{
    const struct line *why = NULL;
    for (int i = 0; i < c->count; i++) {
        const struct line *l = &c->lines[i];
        why = l->kind == WHY ? l : why;
        if (l->kind == WHY || (l->kind >= NOT_WINE && l->kind <= NOT_WINDOWS))
            continue;
        char *shown =
            l == last ? must_strdup(l->raw) : text_shown(l->raw, names);
        fprintf(out, "  %s %s\n", l == last ? "->" : "  ", shown);
        free(shown);
        if (l == last)
            break;
    }
    if (why) {
        fputc('\n', out);
        text_put_folded(out, "  why  ", why->text);
    }
}

void story_tell_check(FILE *out, const struct evidence *e)
{
    fprintf(out, "  tests/%.5s.c (%s build)\n\n", e->lab, e->build);
    text_put_folded(out, "  ", e->demand);
}

void story_tell(FILE *out, const struct evidence *e)
{
    const struct mismatch *m = &e->wrong;
    fprintf(out, "  %s:%d (%s build)\n\n", e->talk->file,
            m->at ? m->at->number : e->talk->number, e->build);
    tell_lines(out, e->talk, &e->names, m->at);
    tell_difference(out, m);
    for (int i = 0; i < e->count; i++)
        tell_program(out, &e->of[i]);
}
