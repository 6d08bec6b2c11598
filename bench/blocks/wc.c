/* Counts lines, words and bytes, reading in blocks: wc.ell in C. */

#include "start.h"

static byte block[65536];

static void write_byte(byte b) { call(64, 1, (long)&b, 1); }

static void write_number(int n) {
  if (n >= 10) write_number(n / 10);
  write_byte('0' + n % 10);
}

int main(void) {
  int lines = 0, words = 0, bytes = 0, in_word = 0;
  long n;
  while ((n = call(63, 0, (long)block, sizeof block)) > 0) {
    bytes += n;
    for (long i = 0; i < n; i++) {
      byte c = block[i];
      if (c == '\n') lines++;
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        in_word = 0;
      } else if (!in_word) {
        in_word = 1;
        words++;
      }
    }
  }
  write_number(lines);
  write_byte(' ');
  write_number(words);
  write_byte(' ');
  write_number(bytes);
  write_byte('\n');
  return 0;
}
