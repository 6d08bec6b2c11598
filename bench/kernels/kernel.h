/* What every kernel stands on: Linux's write and exit, and no library. Each kernel is one file with a `kernel`, which
   does about 2·10⁹ instructions of work and returns a checksum; it is printed, and it is what engines must agree on. */

typedef unsigned char byte;
typedef unsigned int word;

word kernel(void);

static inline long call(long number, long a, long b, long c) {
  register long a7 __asm__("a7") = number;
  register long a0 __asm__("a0") = a;
  register long a1 __asm__("a1") = b;
  register long a2 __asm__("a2") = c;
  __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2) : "memory");
  return a0;
}

/* The compiler may ask for these two by name. */
void *memcpy(void *to, const void *from, word count) {
  byte *t = to;
  const byte *f = from;
  while (count--) *t++ = *f++;
  return to;
}

void *memset(void *to, int value, word count) {
  byte *t = to;
  while (count--) *t++ = (byte)value;
  return to;
}

__attribute__((noreturn)) void start(void) {
  word sum = kernel();
  char line[9];
  for (int i = 7; i >= 0; i--, sum >>= 4) line[i] = "0123456789abcdef"[sum & 15];
  line[8] = '\n';
  call(64, 1, (long)line, 9);
  call(93, 0, 0, 0);
  __builtin_unreachable();
}

__asm__(".globl _start\n_start:\n  .option push\n  .option norelax\n  la gp, __global_pointer$\n  .option pop\n  j start\n");

/* A generator of numbers (Marsaglia's xorshift), so that no input is needed. */
static word state = 2463534242u;

static inline word next(void) {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}
