// The child has done its work, and goes on like its parent.
// labs: 03 04
// expect: child-goes-on

@forks@
@@
  fork()

@depends on forks@
identifier f = {exit, _exit};
position p : script:python() { here(p) };
@@
- f@p(0);
