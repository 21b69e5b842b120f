/* net.h - the one place where POSIX sockets and Winsock differ.
 *
 * It brings in the system's socket headers and the dozen words below. All
 * else in a lab is the real call: socket(), bind(), recv(), select()...
 */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stddef.h>

#ifdef _WIN32
#define FD_SETSIZE 1024 /* winsock2.h takes ours if it comes first */
#define WIN32_LEAN_AND_MEAN
#include <sys/types.h>
#include <winsock2.h>
#include <ws2tcpip.h>
typedef SOCKET net_socket;
#define NET_INVALID INVALID_SOCKET
#define NET_REUSEADDR SO_EXCLUSIVEADDRUSE
#define MSG_NOSIGNAL 0 /* Windows has no SIGPIPE */
#define SHUT_RD SD_RECEIVE
#define SHUT_WR SD_SEND
#define SHUT_RDWR SD_BOTH
#define NET_ETIMEDOUT WSAETIMEDOUT
#else
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/types.h>
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* an old macOS: net_init() keeps SIGPIPE out */
#endif
/* A socket's descriptor. Windows has a wider, unsigned type of its own. */
typedef int net_socket;
#define NET_INVALID (-1)
/* The option that lets a server start again at once on its old port. On
 * Windows SO_REUSEADDR would let it take a port that is in use: socket(7). */
#define NET_REUSEADDR SO_REUSEADDR
/* Nobody has answered in time. */
#define NET_ETIMEDOUT ETIMEDOUT
#endif

/* Start the network library, or exit 1; and end it. POSIX needs neither,
 * Winsock needs both. */
void net_init(void);
void net_cleanup(void);

/* Close s. Returns 0, or -1: close(2), closesocket() on Windows. */
int net_close(net_socket s);

/* Why the call just before this one failed: errno(3), WSAGetLastError(). */
int net_error(void);

/* The same in words that every system and language shares: "ECONNREFUSED"
 * and "connection refused". Never NULL; constant strings. */
const char *net_error_name(int error);
const char *net_error_words(int error);

/* True if error says "not now": EAGAIN, or a connect() still under way. */
bool net_would_block(int error);

/* True if accept() failed for that one client, so that the next may do better;
 * false if the trouble is ours: "Error handling" in accept(2). */
bool net_transient(int error);

/* Make calls on s return at once, or (off) wait. Returns 0 or -1: fcntl(2). */
int net_nonblocking(net_socket s, bool on);

/* Let recv() and send() on s give up after ms milliseconds (0: never), with
 * an error that net_late() knows. Returns 0 or -1: SO_RCVTIMEO in socket(7). */
int net_deadline(net_socket s, long ms);
bool net_late(int error);

/* Wait up to ms milliseconds for a connect() that is under way on s.
 * Returns 0, or -1 with its error for net_error(): ETIMEDOUT if none came. */
int net_connected(net_socket s, long ms);

/* Family and protocol of s (AF_INET, IPPROTO_TCP...), -1 if not to be had. */
int net_family(net_socket s);
int net_protocol(net_socket s);

/* True if select(2) can take s into a set that holds `held` sockets. */
bool net_selectable(net_socket s, unsigned held);

/* Is there a standard input at all? If not, the next socket may be number 0,
 * and stdin would read from it. */
bool net_has_stdin(void);

/* Standard input as something select(2) can take, and its read(2): bytes, 0
 * at the end, -1 on failure. On Windows a thread feeds a socket from it, which
 * is made by the first call, or it exits 1. */
net_socket net_stdin(void);
int net_stdin_read(char *buf, size_t size);

/* Milliseconds on a clock that nobody sets: clock_gettime(2). */
long long net_milliseconds(void);

/* Sleep until somebody ends this program. pause(2). */
void net_park(void);

#endif
