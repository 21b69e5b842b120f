// A buffer of 500 bytes.
// labs: 03 04 06

@@
identifier b = {buf, block, answer};
@@
  char b[
- 4096
+ 500
  ];
