/** A function that calls another in a loop, and machine code in which the callee is a part of the caller: the source has a stack of frames and the machine one. */

/** The two functions; a program also has a main that calls f. */
export const addInLoop = `fn add(x: int, y: int): int { let t = x + y; while t > 100 { t = t - 100; } return t; }
  fn f(n: int): int { let s = 0; while n > 0 { s = (n ^ 5) + add(s, n); n = n - 1; } return s; }`;

/** f, with add in it. */
export const addInlined = `
    li t0, 0
  head:
    bge zero, a0, done
    xori t3, a0, 5
    add t1, t0, a0
  inner:
    li t2, 100
    bge t2, t1, out
    addi t1, t1, -100
    j inner
  out:
    add t0, t3, t1
    addi a0, a0, -1
    j head
  done:
    mv a0, t0
    ret`;
