// What happens to one client ends the server for all.
// labs: 03 05 06
// program: server
// expect: one-client-ends-server

@@
expression e =~ "^\"(recv|recvfrom|recvmsg|send|sendto|sendmsg|read|write)\"$";
identifier f = {complain, perror};
position p : script:python() { here(p) };
@@
- f@p(e)
+ die(e)
