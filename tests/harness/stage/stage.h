/* stage.h - the state of a conversation while it is played; only for the files
 * that play its lines.
 *
 * A function that plays a line returns true if that went well. If not, it has
 * written to s->wrong how the line failed. */
#ifndef STAGE_H
#define STAGE_H

#include "edit.h"
#include "evidence.h"
#include "peer.h"
#include "play.h"
#include "program.h"
#include "text.h"

enum { TERMINALS = 10, SETTLED = 100 }; /* terminals 1 to 9; milliseconds */

struct stage {
    const struct conversation *c;
    struct cast cast;
    struct names names;
    struct program_options options;
    struct program programs[TERMINALS];
    bool started[TERMINALS], exited[TERMINALS];
    char command[TERMINALS][32]; /* "./server" */
    char typed[TERMINALS][160];  /* ...with its arguments */
    char address[80];            /* where the server said it listens */
    struct peer peers[TERMINALS];
    struct channel listener; /* `S listens` over TCP */
    struct peer stranger;
    int spare; /* a port of ::1, held at 127.0.0.1 for a later line; -1: none */
    int spare_port;            /* ...and its number */
    int held[6 * PLACES_MOST]; /* what `S refuses` and `S ignores` hold */
    int held_count;
    const char *unfit; /* why this system cannot show it, NULL if it can */
    bool refused;      /* a client of ours could not connect: ECONNREFUSED */
    long told;         /* milliseconds, the time limit of a client; 0: none */
    int closed_port;   /* of the last connection that `S closes` closed; or 0 */
    struct program *typed_to; /* ...and the program that has input since then */
    bool server_is_ours;
    char *text[2];           /* of the client and the server, if it is edited */
    struct edited edited[2]; /* ...and compiled */
    char other[PATH_MOST];   /* a program that is neither server nor client */
    struct mismatch wrong;
};

/* What stage_has_line() waits for. */
struct want {
    struct channel *from;
    const char *bytes; /* NULL: a whole line is wanted */
    size_t len;
};

/* demand.c: compare what came with what a line demands. */

bool stage_fail(struct stage *s, const struct line *at, const char *format,
                ...);
char *stage_copy(const char *bytes, size_t len);
bool stage_fail_compared(struct stage *s, const struct line *at,
                         const char *from, const char *expected, size_t len,
                         const char *received, size_t received_len);
bool stage_has_line(void *arg);
void stage_say_flood(struct stage *s);
size_t stage_first_line(const struct channel *c);
bool stage_demand_line(struct stage *s, const struct line *l, struct channel *c,
                       const char *from);
bool stage_demand_datagram(struct stage *s, const struct line *l,
                           struct channel *c, const char *from);
bool stage_demand_end(struct stage *s, const struct line *l, struct channel *c,
                      const char *from, bool reset);

/* complaint.c: what is printed on stderr. */

/* Does the program say on the channel what the line demands, in words that need
 * not be the labs'? False: they have to be those words. */
bool stage_complains(struct stage *s, const struct line *l, struct channel *c);

/* stage_programs.c: lines about programs. */

const char *stage_path(struct stage *s, const char *word);
bool stage_start(struct stage *s, const struct line *l);
bool stage_type(struct stage *s, const struct line *l);
bool stage_prints(struct stage *s, const struct line *l);
bool stage_exits(struct stage *s, const struct line *l);

/* stage_wire.c: lines about connections and datagrams. */

struct peer *stage_peer(struct stage *s, const struct line *l);
bool stage_says(struct stage *s, const struct line *l);
bool stage_is_of_server(enum line_kind kind);
bool stage_is_end(enum line_kind kind);
bool stage_is_of_the_wire(enum line_kind kind);
bool stage_ends(struct stage *s, const struct line *l);
void stage_hold(struct stage *s, int fd);
bool stage_open_server(struct stage *s, const struct line *l);
bool stage_stranger_says(struct stage *s, const struct line *l);

/* stage_changes.c: edits, faults, limits. */

bool stage_edit(struct stage *s, const struct line *l);
bool stage_plan_fault(struct stage *s, const struct line *l);
bool stage_stop_reading(struct stage *s, const struct line *l);
bool stage_limit(struct stage *s, const struct line *l);

/* ending.c: how a conversation has ended. */

bool stage_left_in_order(struct stage *s, int terminal);
struct outcome stage_judge(struct stage *s);

#endif
