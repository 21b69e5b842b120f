// The buffer's size is a variable.
// labs: 03 04 06

@@
identifier b = {buf, block, answer};
@@
- char b[4096];
+ size_t room_for_bytes = 4096;
+ char b[room_for_bytes];
