/* server-sizeof-pointer-loop.c - a loop makes good what sizeof a
 * pointer gives: it asks for 8 bytes at a time. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

#include "lab.h"

static void atender(int cliente)
{
    uint32_t tam_paquete = 4096;
    char *paquete = malloc(tam_paquete);
    ssize_t cant_recibida;

    while ((cant_recibida = recv(cliente, paquete, sizeof(paquete), 0)) != 0) {
        if (cant_recibida == -1 && errno == EINTR)
            continue;
        if (cant_recibida == -1) {
            complain("recv");
            break;
        }
        if (send_all(cliente, paquete, (size_t)cant_recibida) == -1) {
            complain("send");
            break;
        }
    }
    free(paquete);
}

int main(int argc, char **argv)
{
    int servidor = listen_on(port_from_args(argc, argv, 8080));

    while (1) {
        struct sockaddr_in dir;
        socklen_t tam = sizeof(dir);
        int cliente = accept(servidor, (void *)&dir, &tam);
        if (cliente == -1) {
            if (!net_transient(errno))
                die("accept");
            continue;
        }
        say("client from port %d", ntohs(dir.sin_port));
        atender(cliente);
        net_close(cliente);
    }
}
