// A buffer of 64 KiB.
// labs: 03 04 06

@@
identifier b = {buf, block, answer};
@@
  char b[
- 4096
+ 65536
  ];
