// A datagram is looked at, and stays where it was.
// labs: 05
// expect: never-taken

@@
expression s, b, n;
position p : script:python() { here(p) };
@@
(
  recv@p(s, b, n,
- 0
+ MSG_PEEK
  )
|
  recvfrom@p(s, b, n,
- 0
+ MSG_PEEK
  , ...)
|
  recvmsg@p(s, b,
- 0
+ MSG_PEEK
  )
)
