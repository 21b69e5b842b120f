/* signs.c - see signs.h. */
#include "signs.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- answering ------------------------------------------------------------ */

void tell_place(struct finding *f, const struct place *at)
{
    snprintf(f->file, sizeof f->file, "%s", at->file);
    f->line = at->line;
    f->step = at->step;
}

bool tell(struct finding *f, const struct subject *s,
          const struct spy_call *call, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(f->sentence, sizeof f->sentence, format, args);
    va_end(args);
    const struct place *at = call ? call_place(&s->calls, call) : NULL;
    if (at)
        tell_place(f, at);
    return true;
}

const char *at_line(const struct subject *s, const struct spy_call *call)
{
    static char text[2][80];
    static int turn;
    const struct place *at = call_place(&s->calls, call);
    turn = !turn;
    if (at == NULL)
        return "";
    snprintf(text[turn], sizeof *text, " at %s:%d", at->file, at->line);
    return text[turn];
}

/* --- asking --------------------------------------------------------------- */

bool is_lab(const struct evidence *e, const char *lab)
{
    return strncmp(e->lab, lab, strlen(lab)) == 0;
}

bool has_fault(const struct evidence *e, enum spy_name call, int error)
{
    for (int i = 0; i < e->faults.count; i++) {
        const struct fault *f = &e->faults.of[i];
        if (f->kind == FAULT_ERROR && (call == SPY_NONE || f->call == call) &&
            (error == 0 || f->error == error))
            return true;
    }
    return false;
}

int asked_port(const struct subject *s)
{
    const char *word = strchr(s->command, ' ');
    if (word && !s->is_server) /* HOST PORT */
        word = strchr(word + 1, ' ');
    return word && word[1] ? atoi(word + 1) : -1;
}

bool says(const struct subject *s, const char *words)
{
    return strstr(s->said, words) != NULL ||
           strstr(s->said_before, words) != NULL;
}

bool failed_at(const struct evidence *e, const struct subject *s,
               enum line_kind kind)
{
    const struct line *l = e->wrong.at;
    bool of_terminal = kind == PRINTS || kind == COMPLAINS || kind == EXITS;
    return l && l->kind == kind && (!of_terminal || l->who == s->terminal);
}

bool demands(const struct evidence *e, const char *words)
{
    return e->demand && strstr(e->demand, words);
}

bool expects(const struct evidence *e, const char *words)
{
    return e->wrong.expected && strstr(e->wrong.expected, words);
}

bool receives_words(const struct evidence *e, const char *words)
{
    return e->wrong.received && strstr(e->wrong.received, words);
}

bool failed_at_its_bytes(const struct evidence *e, const struct subject *s)
{
    return failed_at(e, s, s->is_server ? SERVER_SAYS : CLIENT_SAYS);
}

bool compares(const struct evidence *e)
{
    const struct mismatch *m = &e->wrong;
    return m->at && m->expected && m->received;
}

bool is_about_bytes(const struct evidence *e, const struct subject *s)
{
    return compares(e) &&
           (failed_at_its_bytes(e, s) || failed_at(e, s, PRINTS));
}

int wanted_byte(const struct mismatch *m)
{
    return m->same < m->expected_len ? (unsigned char)m->expected[m->same] : -1;
}

bool has_more(const struct mismatch *m)
{
    return m->same == m->expected_len && m->received_len > m->same;
}

bool is_complaint_of(const struct subject *s, const char *call,
                     const char *word)
{
    char text[96];
    snprintf(text, sizeof text, "%s: %s", call, word);
    return says(s, text);
}

long last_number(const char *text, size_t len)
{
    long value = -1;
    for (size_t i = 0; i < len;) {
        char *end;
        if (text[i] < '0' || text[i] > '9') {
            i++;
            continue;
        }
        value = strtol(text + i, &end, 10);
        i = (size_t)(end - text);
    }
    return value;
}

int swapped(int port)
{
    return (port & 255) << 8 | (port >> 8 & 255);
}
