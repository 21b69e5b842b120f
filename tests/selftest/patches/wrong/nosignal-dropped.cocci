// Without the flag, send() to a client that has left is a deadly signal.
// labs: 03 06
// expect: sigpipe

@@
expression s, b, n;
identifier f = {send, sendmsg};
position p : script:python() { here(p) };
@@
(
  f(s, b, n,
- MSG_NOSIGNAL@p
+ 0
  )
|
  f(s, b,
- MSG_NOSIGNAL@p
+ 0
  )
)

@@
expression e;
position p : script:python() { here(p) };
@@
- e | MSG_NOSIGNAL@p
+ e
