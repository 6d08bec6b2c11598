/* What a program that build.ts translates to C stands on, in the layout of docs/machine-interface.md: gp is the heap pointer, an array is
   the address of its length, and everything is checked as Ell checks it. Compile it with -fwrapv -fno-strict-aliasing.

   GLOBALS is how many globals there are. What is not a function of the program is inlined always: a call of it would be none of the source. */

typedef unsigned char byte;

#define TEXT(x) #x
#define NUMBER(x) TEXT(x)

/* All data, in the order of the layout; stack_limit is the end of the heap, too. */
__asm__(".bss\n.balign 16\nscratch: .zero 4\nglobals: .zero 4 * " NUMBER(GLOBALS) "\n"
        "heap: .zero 64 << 20\n.balign 16\nstack_limit: .zero 8 << 20\nstack_top:\n.text\n"
        ".globl _start\n_start:\n  la sp, stack_top\n  la gp, heap\n  j start_c\n"
        "no_stack:\n  li a0, 16\n  ebreak\n");
extern byte scratch[4], stack_limit[];
extern int globals[];
register byte *first_free __asm__("gp");

#define INLINE static inline __attribute__((always_inline))

/* The reason goes to a0. */
__attribute__((noreturn)) INLINE void stop(int reason) {
  register int a0 __asm__("a0") = reason;
  __asm__ volatile("ebreak" ::"r"(a0));
  __builtin_unreachable();
}

#define LENGTH(a) (((const int *)(a))[0])
#define BOUNDS(a, i) do if ((unsigned)(i) >= (unsigned)LENGTH(a)) stop(2); while (0)
#define AT(a, i) ((a)[(i) + 4 / sizeof *(a)])

INLINE int DIVIDE(int a, int b) {
  if (b == 0) stop(1);
  return a / b;
}

INLINE int REMAINDER(int a, int b) {
  if (b == 0) stop(1);
  return a % b;
}

INLINE void *allocate(int length, int bytes) {
  if (length < 0) stop(3);
  unsigned words = bytes == 1 ? (unsigned)(length + 3) >> 2 : (unsigned)length;
  if (words >= (unsigned)(stack_limit - first_free) >> 2) stop(17);
  int *at = (int *)first_free;
  *at = length;
  first_free += 4 * words + 4;
  /* As after a call of an allocator, nothing is known of it: a certificate cannot say how far from an array the heap pointer is. */
  __asm__("" : "+r"(first_free));
  return at;
}

INLINE int call_system(int number, int descriptor, void *at, int size) {
  register int a7 __asm__("a7") = number;
  register int a0 __asm__("a0") = descriptor;
  register void *a1 __asm__("a1") = at;
  register int a2 __asm__("a2") = size;
  __asm__ volatile("ecall" : "+r"(a0) : "r"(a7), "r"(a1), "r"(a2) : "memory");
  return a0;
}

INLINE void in_bounds(byte *array, int from, int count) {
  if ((unsigned)from > (unsigned)LENGTH(array)) stop(2);
  if ((unsigned)count > (unsigned)(LENGTH(array) - from)) stop(2);
}

INLINE int read_block(byte *array, int from, int count) {
  in_bounds(array, from, count);
  if (count == 0) return 0;
  int came = call_system(63, 0, array + 4 + from, count);
  return came > 0 ? came : 0;
}

INLINE int write_block(byte *array, int from, int count) {
  in_bounds(array, from, count);
  if (count == 0) return 0;
  int taken = call_system(64, 1, array + 4 + from, count);
  return taken > 0 ? taken : count;
}

INLINE int read_byte(void) { return call_system(63, 0, scratch, 1) > 0 ? scratch[0] : -1; }

INLINE void write_byte(int value) {
  scratch[0] = (byte)value;
  call_system(64, 1, scratch, 1);
}

__attribute__((noreturn)) INLINE void exit_with(int code) {
  register int a7 __asm__("a7") = 93;
  register int a0 __asm__("a0") = code;
  __asm__ volatile("ecall" ::"r"(a7), "r"(a0));
  __builtin_unreachable();
}
