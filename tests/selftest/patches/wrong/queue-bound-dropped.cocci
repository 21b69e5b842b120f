// The queue has no end.
// labs: 06
// program: server
// expect: queue-unbounded buffer-overrun

@@
expression e, q, n;
identifier Q =~ "QUEUE|OUT|MAX|ROOM";
position p : script:python() { here(p) };
@@
(
- e >@p Q - q
+ 0
|
- q + n >@p Q
+ 0
|
- e >@p sizeof(n) - q
+ 0
)
