// What returns 0 if all is well has failed if it is not 0.

@@
identifier f = {bind, listen, connect, shutdown, getsockname, setsockopt, send_all, net_close, close, net_nonblocking, net_deadline};
expression list es;
@@
- f(es) == -1
+ f(es) != 0
