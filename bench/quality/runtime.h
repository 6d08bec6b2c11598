/* What every program that ell-to-c.ts translates stands on. Compile it with -fwrapv: Ell's numbers wrap.

   CHECKED=1: bounds, divisors, lengths and the heap are checked as Ell checks them. CHECKED=0: nothing is.
   An array is the address of its first element; its length is the word before. */

#ifndef CHECKED
#error CHECKED must be 0 or 1
#endif

typedef unsigned char byte;

#define HEAP (64 << 20)
#define STACK (8 << 20)
static byte heap[HEAP] __attribute__((aligned(4)));
__attribute__((used)) static byte stack[STACK] __attribute__((aligned(16)));
static byte *first_free = heap;

__asm__(".text\n.globl _start\n_start:\n"
        "  .option push\n  .option norelax\n  la gp, __global_pointer$\n  .option pop\n"
        "  la sp, stack + (8 << 20)\n  j start_c\n");

/* The reason goes to a0, as in every program of Etalon. */
__attribute__((noreturn)) static void stop(int reason) {
  register int a0 __asm__("a0") = reason;
  __asm__ volatile("ebreak" ::"r"(a0));
  __builtin_unreachable();
}

#define LENGTH(a) (((const int *)(a))[-1])
#define AT(a, i) ((a)[i])
#if CHECKED
#define BOUNDS(a, i) do if ((unsigned)(i) >= (unsigned)LENGTH(a)) stop(2); while (0)
#else
#define BOUNDS(a, i) do {} while (0)
#endif

static inline int DIVIDE(int a, int b) {
#if CHECKED
  if (b == 0) stop(1);
#endif
  return a / b;
}

static inline int REMAINDER(int a, int b) {
#if CHECKED
  if (b == 0) stop(1);
#endif
  return a % b;
}

static inline void *allocate(int length, int bytes) {
#if CHECKED
  if (length < 0) stop(3);
  if ((unsigned)length > (unsigned)(heap + HEAP - first_free - 4) / bytes) stop(17);
#endif
  int *at = (int *)first_free;
  *at = length;
  first_free += 4 + ((length * bytes + 3) & ~3);
  return at + 1;
}

static inline void *constant_array(const unsigned *words, int length, int bytes) {
  unsigned *at = allocate(length, bytes);
  for (int i = 0; i < (length * bytes + 3) / 4; i++) at[i] = words[i];
  return at;
}

static inline int call_system(int number, int descriptor, void *at, int size) {
  register int a7 __asm__("a7") = number;
  register int a0 __asm__("a0") = descriptor;
  register void *a1 __asm__("a1") = at;
  register int a2 __asm__("a2") = size;
  __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2) : "memory");
  return a0;
}

static inline int transfer(int number, int descriptor, byte *array, int from, int count) {
#if CHECKED
  if ((unsigned)from > (unsigned)LENGTH(array) || (unsigned)count > (unsigned)(LENGTH(array) - from)) stop(2);
#endif
  return count == 0 ? 0 : call_system(number, descriptor, array + from, count);
}

static inline int read_block(byte *array, int from, int count) { return transfer(63, 0, array, from, count); }
static inline int write_block(byte *array, int from, int count) { return transfer(64, 1, array, from, count); }

/* A byte goes through one cell, and the call changes nothing else: as exact as what Etalon knows of it. */
static byte cell;

static inline int read_byte(void) {
  register int a7 __asm__("a7") = 63;
  register int a0 __asm__("a0") = 0;
  register void *a1 __asm__("a1") = &cell;
  register int a2 __asm__("a2") = 1;
  __asm__ volatile("ecall" : "+r"(a0), "+m"(cell) : "r"(a7), "r"(a1), "r"(a2));
  return a0 > 0 ? cell : -1;
}

static inline void write_byte(int value) {
  cell = (byte)value;
  register int a7 __asm__("a7") = 64;
  register int a0 __asm__("a0") = 1;
  register void *a1 __asm__("a1") = &cell;
  register int a2 __asm__("a2") = 1;
  __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2), "m"(cell));
}

__attribute__((noreturn)) static inline void exit_with(int code) {
  register int a7 __asm__("a7") = 93;
  register int a0 __asm__("a0") = code;
  __asm__ volatile("ecall" ::"r"(a7), "r"(a0));
  __builtin_unreachable();
}

/* gcc may call these two by name. */
void *memcpy(void *to, const void *from, unsigned count) {
  byte *t = to;
  const byte *f = from;
  while (count--) *t++ = *f++;
  return to;
}

void *memset(void *to, int value, unsigned count) {
  byte *t = to;
  while (count--) *t++ = (byte)value;
  return to;
}
