/* stage_wire.c - lines about connections and datagrams: how they begin, what is
 * sent, and how they end. */
#include "stage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct peer *connected(struct stage *s, const struct line *l)
{
    struct peer *p = &s->peers[l->who];
    if (p->open)
        return p;
    if (s->address[0] == '\0') {
        stage_fail(s, l, "no server has said yet where it listens");
        return NULL;
    }
    if (!peer_connect(p, s->address, s->c->udp, 5 * QUIET)) {
        s->refused = errno == ECONNREFUSED;
        stage_fail(s, l, "cannot connect to %s: %s", s->address,
                   strerror(errno));
        return NULL;
    }
    char name[8], port[8];
    snprintf(name, sizeof name, "C%d", l->who);
    snprintf(port, sizeof port, "%d", peer_port(p));
    names_set(&s->names, name, port);
    return p;
}

static bool somebody_came(void *arg)
{
    return ((struct channel *)arg)->in_len > 0;
}

/* The connection that the client under test has made to the server we play. */
static struct peer *accepted(struct stage *s, const struct line *l)
{
    struct peer *p = &s->peers[l->who];
    if (p->open)
        return p;
    if (s->c->udp || pump_until(somebody_came, &s->listener, QUIET) != DONE) {
        stage_fail(s, l, "the client does not connect");
        return NULL;
    }
    peer_adopt(p, channel_take_connection(&s->listener), false);
    return p;
}

struct peer *stage_peer(struct stage *s, const struct line *l)
{
    return s->server_is_ours ? accepted(s, l) : connected(s, l);
}

static bool send_text(struct stage *s, const struct line *l, struct peer *p)
{
    size_t len;
    if (!text_is_plain(l->text, &s->names))
        return stage_fail(s, l, "only known [NAMES] can be sent");
    char *bytes = text_bytes(l->text, &s->names, !s->c->udp, &len);
    bool good = true;
    if (s->c->udp)
        good = peer_send_datagram(p, bytes, len) ||
               stage_fail(s, l, "cannot send: %s", strerror(errno));
    else
        channel_send(&p->wire, bytes, len);
    free(bytes);
    return good;
}

/* Send the text of a line, if we play its side; else demand it of the
 * program. */
bool stage_says(struct stage *s, const struct line *l)
{
    bool ours = (l->kind == SERVER_SAYS) == s->server_is_ours;
    struct peer *p = stage_peer(s, l);
    if (p == NULL)
        return false;
    if (ours)
        return send_text(s, l, p);
    char from[64];
    snprintf(from, sizeof from, "from the %s %s %d",
             s->server_is_ours ? "client," : "server, to",
             s->server_is_ours ? "connection" : "client", l->who);
    if (s->c->udp)
        return stage_demand_datagram(s, l, &p->wire, from);
    return stage_demand_line(s, l, &p->wire, from);
}

static bool is_out(void *arg)
{
    return ((struct channel *)arg)->out_len == 0;
}

bool stage_is_of_server(enum line_kind kind)
{
    return kind == SERVER_SAYS || kind == SERVER_ENDS ||
           kind == SERVER_CLOSES || kind == SERVER_RESETS ||
           kind == STRANGER_SAYS;
}

bool stage_is_end(enum line_kind kind)
{
    return kind == CLIENT_ENDS || kind == CLIENT_CLOSES ||
           kind == CLIENT_RESETS || kind == SERVER_ENDS ||
           kind == SERVER_CLOSES || kind == SERVER_RESETS;
}

bool stage_is_of_the_wire(enum line_kind kind)
{
    return stage_is_of_server(kind) || stage_is_end(kind) ||
           kind == CLIENT_SAYS || kind == CLIENT_CONNECTS ||
           kind == CLIENT_DEAF;
}

static void close_peer(struct stage *s, struct peer *p)
{
    s->closed_port = s->server_is_ours ? peer_port(p) : 0;
    s->typed_to = NULL;
    peer_close(p);
}

bool stage_ends(struct stage *s, const struct line *l)
{
    bool of_server = stage_is_of_server(l->kind);
    bool reset = l->kind == SERVER_RESETS || l->kind == CLIENT_RESETS;
    struct peer *p = stage_peer(s, l);
    if (p == NULL)
        return false;
    if (of_server != s->server_is_ours)
        return stage_demand_end(
            s, l, &p->wire, of_server ? "from the server" : "from the client",
            reset);
    pump_until(is_out, &p->wire, QUIET); /* the lines before are sent first */
    if (reset)
        peer_reset(p);
    else if (l->kind == SERVER_CLOSES || l->kind == CLIENT_CLOSES)
        close_peer(s, p);
    else
        channel_end(&p->wire);
    return true;
}

void stage_hold(struct stage *s, int fd)
{
    if (fd != -1 && s->held_count < (int)(sizeof s->held / sizeof *s->held))
        s->held[s->held_count++] = fd;
}

/* Bind a port. A port of ::1 is bound at 127.0.0.1 as well, as s->spare: a
 * later line may want it there, and by then another process might have it. */
static int take_port(struct stage *s, const char *address, int *port)
{
    int fd = s->spare;
    bool known = *port != 0;
    if (fd != -1 && *port == s->spare_port && strcmp(address, "::1") != 0) {
        s->spare = -1;
        return fd;
    }
    for (int tries = 0; tries < 100; tries++) {
        fd = peer_bind(address, port, s->c->udp);
        if (fd == -1 || known || strcmp(address, "::1") != 0)
            return fd;
        stage_hold(s, s->spare); /* it belongs to another name */
        s->spare = peer_bind("127.0.0.1", port, s->c->udp);
        s->spare_port = *port;
        if (s->spare != -1)
            return fd;
        close(fd);
        *port = 0;
    }
    return -1;
}

/* `S listens [PORT] at ADDRESS`. The name is known if a line before has bound
 * the same port at another address. */
bool stage_open_server(struct stage *s, const struct line *l)
{
    const char *name = l->place.name, *address = l->place.address;
    char word[8];
    bool udp = s->c->udp;
    const char *known = names_get(&s->names, name);
    int port = known ? atoi(known) : 0;
    int fd = take_port(s, address, &port);
    int filler = -1;
    int done = fd == -1             ? -1
               : l->kind == LISTENS ? peer_listen(fd, udp)
               : l->kind == REFUSES ? peer_refuse(fd, udp)
                                    : peer_ignore(fd, udp, &filler);
    if (fd == -1 && (errno == EADDRNOTAVAIL || errno == EAFNOSUPPORT))
        s->unfit = "needs a machine with the address ::1";
    if (done == -1)
        return stage_fail(s, l, "the harness cannot take %s: %s", address,
                          strerror(errno));
    snprintf(word, sizeof word, "%d", port);
    names_set(&s->names, name, word);
    if (l->kind == LISTENS && udp)
        peer_adopt(&s->peers[1], fd, true);
    else if (l->kind == LISTENS)
        channel_open(&s->listener, fd, LISTENER, 4096);
    else
        stage_hold(s, fd);
    stage_hold(s, filler);
    return true;
}

/* Send a datagram from a socket to which the client has sent nothing. */
bool stage_stranger_says(struct stage *s, const struct line *l)
{
    struct peer *known = &s->peers[1];
    int port = 0;
    if (!known->open || known->wire.from_len == 0)
        return stage_fail(s, l, "the client has sent nothing yet");
    if (!s->stranger.open) {
        int fd = peer_bind("127.0.0.1", &port, true);
        if (fd == -1)
            return stage_fail(s, l, "cannot make a socket: %s",
                              strerror(errno));
        peer_adopt(&s->stranger, fd, true);
    }
    s->stranger.wire.from = known->wire.from;
    s->stranger.wire.from_len = known->wire.from_len;
    return send_text(s, l, &s->stranger);
}
