/* observe.h - what is true of a running program, as the kernel tells it.
 *
 * All of it is proc(5), so Linux; elsewhere the functions say "not known". */
#ifndef OBSERVE_H
#define OBSERVE_H

#include <stdbool.h>
#include <sys/types.h>

#include "observed.h"

/* False while the program runs, or waits for its turn to, or for the disk:
 * state R or D of proc(5). Not known: true. */
bool observe_asleep(pid_t pid);
/* The same of a box. While its program lives, a box that is awake looks at what
 * that uses: that tells nothing, and what else runs in there counts. */
bool observe_box_asleep(pid_t box, pid_t program);
/* True once it stands still: SIGSTOP in signal(7). Not known: true. */
bool observe_stopped(pid_t pid);

/* Number of open descriptors, of threads, of children (dead: only those that
 * nobody has reaped), and milliseconds of processor time used; -1 if not
 * known. */
int observe_descriptors(pid_t pid);
int observe_threads(pid_t pid);
int observe_children(pid_t pid, bool dead);
/* How many of its TCP connections are in the mode that waits; -1: not known. */
int observe_blocking(pid_t pid);
long observe_cpu_ms(pid_t pid);
/* How much memory it has that is there, in KiB; -1 if not known. */
long observe_resident_kib(pid_t pid);

/* Milliseconds that it could have run and another did; -1 if not known. */
long observe_delay_ms(pid_t pid);

/* Where the program listens (TCP) or is bound (UDP): "127.0.0.1:40213" or
 * "[::1]:40213" into text. False if it has no such socket, or it is not
 * known. */
bool observe_address(pid_t pid, bool udp, char *text, size_t size);

/* Bytes in the kernel on their way from the program to this port of a client's,
 * sent or not; -1 if not known. */
long observe_unsent(pid_t pid, int port);

/* The protocol of its first socket, bound or not: "TCP", "UDP", "TCPv6", ...
 * False if it has no socket, or it is not known. xattr(7). */
bool observe_protocol(pid_t pid, char *text, size_t size);

/* Has it a TCP connection whose other end, at this port, has said it all, while
 * its own end is open? A reset ends that. Not known: no. */
bool observe_hung_up(pid_t pid, int port);

/* Is one of its UDP sockets connected to this port? */
bool observe_udp_peer(pid_t pid, int port);

/* All of that; `sockets` takes longest. */
void observe_all(pid_t pid, bool sockets, struct observed *o);

/* Connections accepted (or waiting to be) but not yet taken by a listener. */
int observe_waiting(pid_t pid);

#endif
