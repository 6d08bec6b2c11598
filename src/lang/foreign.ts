/**
 * Words and operators of other languages, and what Ell writes instead: hints for those who come from there.
 */

const words: ReadonlyMap<string, string> = new Map([
  ["var", "a variable is declared with `let`"],
  ["mut", "every variable can be assigned: leave `mut` out"],
  ["auto", "a variable is declared with `let`"],
  ["string", "a variable is declared with `let`, and its type follows the name: `let x: byte[] = …`"],
  ["function", "a function is declared with `fn`"],
  ["func", "a function is declared with `fn`"],
  ["def", "a function is declared with `fn`"],
  ["fun", "a function is declared with `fn`"],
  ["elif", "write `else if`"],
  ["elsif", "write `else if`"],
  ["elseif", "write `else if`"],
  ["then", "there is no `then`: the body stands in `{ }`"],
  ["do", "there is no `do`: use `while` with a body in `{ }`"],
  ["loop", "write `while true`"],
  ["until", "write `while` with the opposite condition"],
  ["foreach", "write `for i in 0..len(a)`"],
  ["switch", "write a chain of `if` and `else if`"],
  ["match", "write a chain of `if` and `else if`"],
  ["not", "write `!`"],
  ["and", "write `&&`"],
  ["or", "write `||`"],
  ["mod", "write `%`"],
  ["struct", "there are no structures: use arrays"],
  ["class", "there are no classes: use functions and arrays"],
  ["import", "a program is one file"],
  ["null", "there is no null: every array exists"],
  ["nil", "there is no null: every array exists"],
  ["None", "there is no null: every array exists"],
  ["True", "write `true`"],
  ["False", "write `false`"],
  ["print", "output is by bytes: `write(b)`"],
  ["println", "output is by bytes: `write(b)`"],
  ["printf", "output is by bytes: `write(b)`"],
  ["putchar", "output is by bytes: `write(b)`"],
  ["getchar", "input is by bytes: `read()`"],
  ["input", "input is by bytes: `read()`"],
  ["length", "the length of an array is `len(a)`"],
  ["size", "the length of an array is `len(a)`"],
  ["sizeof", "the length of an array is `len(a)`"],
]);

/** What Ell writes for a word of another language. */
export function foreignWordHint(name: string): string | undefined {
  return words.get(name);
}

/** What Ell writes for an operator of another language. */
export function foreignOperatorHint(operator: string): string | undefined {
  switch (operator) {
    case "++":
      return "write `x = x + 1;`";
    case "===":
      return "write `==`";
    case "!==":
    case "<>":
      return "write `!=`";
    case "**":
      return "there is no power operator: multiply in a loop";
    case "->":
      return "a result type follows `:`, as in `fn f(): int`";
    case "=>":
      return "a body stands in `{ }`; `>=` is greater or equal";
    case ":=":
      return "write `let x = …;` for a new variable and `x = …;` for an old one";
    case "...":
    case "..=":
      return "a range is written `lo..hi`, and `hi` is not in it";
    default:
      return operator.endsWith("=") ? `write \`x = x ${operator.slice(0, -1)} …;\`` : undefined;
  }
}
