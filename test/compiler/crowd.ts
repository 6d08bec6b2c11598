/**
 * A program that wants more registers than there are.
 */

/** `count` variables that are all live at once, over calls or not. */
export function crowd(count: number, call: boolean): string {
  const names = Array.from({ length: count }, (_, k) => `v${k}`);
  return `fn id(n: int): int { return n; }
    fn main(): int {
      ${names.map((name, k) => `let ${name} = read() * ${k + 1};`).join("\n")}
      for round in 0..3 {
        ${call ? "let between = id(round);" : "let between = round;"}
        ${names.map((name, k) => `${name} = ${name} * 3 - ${names[(k * 7 + 1) % count]!} + between;`).join("\n")}
      }
      ${names.map((name) => `write(${name}); write(${name} >> 8);`).join("\n")}
      return ${names.join(" ^ ")};
    }`;
}
