// Whether a set has a place for a descriptor is not asked.
// labs: 06
// program: server
// expect: fdsetsize buffer-overrun

@@
expression s, n;
position p : script:python() { here(p) };
@@
- !net_selectable@p(s, n)
+ 0

@@
expression s;
position p : script:python() { here(p) };
@@
- s >= FD_SETSIZE@p
+ 0
