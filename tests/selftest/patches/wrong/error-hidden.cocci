// It cleans up before it complains: errno is another call's by then.
// labs: 01 02 03 04 05 06
// expect: error-hidden

@@
expression e =~ "^\"(socket|bind|accept|connect|recv|recvfrom|send|sendto)\"$";
identifier f = {die, complain, perror};
position p : script:python() { here(p) };
@@
- f@p(e)
+ (net_close(-1), f(e))
