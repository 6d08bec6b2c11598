/**
 * Words and operators of other languages, and what to write in Ell instead: hints for people who know those languages.
 */

const output = "`write(b)` writes one byte, as in `write('a')`; texts and numbers are written byte by byte";

const imported = 'another file is imported above all declarations, as in `import "./lexer.ell";` or `import "std/io";`';

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
  ["then", "there is no `then`: the body is written in `{ }`"],
  ["do", "use `while` with a body in `{ }`"],
  ["loop", "write `while true`"],
  ["until", "write `while` with the opposite condition"],
  ["step", "a step is written `by`: `for i in 0..10 by 2 { … }`"],
  ["downto", "a loop that counts down has a step: `for i in 10..0 by -1 { … }`"],
  ["foreach", "write `for i in 0..len(a)`"],
  ["unless", "write `if` with the opposite condition"],
  ["try", "there are no exceptions: a mistake is a value, or a trap"],
  ["throw", "there are no exceptions: a mistake is a value, or a trap"],
  ["switch", "write a chain of `if` and `else if`"],
  ["match", "write a chain of `if` and `else if`"],
  ["not", "write `!`"],
  ["and", "write `&&`"],
  ["or", "write `||`"],
  ["mod", "write `%`"],
  ["struct", "there are no structures: use arrays"],
  ["class", "there are no classes: use functions and arrays"],
  ["enum", "there are no enumerations: declare constants"],
  ["interface", "there are no interfaces: use functions and arrays"],
  ["typedef", "types have no other names"],
  ["type", "types have no other names"],
  ["import", imported],
  ["from", imported],
  ["use", imported],
  ["using", imported],
  ["package", imported],
  ["namespace", imported],
  ["null", "there is no null: every array exists"],
  ["nil", "there is no null: every array exists"],
  ["None", "there is no null: every array exists"],
  ["True", "write `true`"],
  ["False", "write `false`"],
  ["print", output],
  ["println", output],
  ["printf", output],
  ["putchar", output],
  ["puts", output],
  ["echo", output],
  ["cout", output],
  ["scanf", "input is by bytes: `read()`"],
  ["gets", "input is by bytes: `read()`"],
  ["getc", "input is by bytes: `read()`"],
  ["getchar", "input is by bytes: `read()`"],
  ["input", "input is by bytes: `read()`"],
  ["length", "the length of an array is `len(a)`"],
  ["size", "the length of an array is `len(a)`"],
  ["sizeof", "the length of an array is `len(a)`"],
  ["strlen", "the length of an array is `len(a)`"],
  ["malloc", "an array is made with `new int[](length)`"],
  ["range", "a range is written `lo..hi`, in a `for`"],
  ["ord", "a character is an int already"],
  ["chr", "a character is an int already"],
]);

/** What to write in Ell for a word of another language. */
export function foreignWordHint(name: string): string | undefined {
  return words.get(name);
}

/** What to write in Ell for a call of a function of another language. A variable may well have one of these names. */
export function foreignCallHint(name: string): string | undefined {
  if (/^(stop|abort|panic|halt|quit|die|_exit)$/.test(name)) return "`exit(code)` ends the program";
  return foreignWordHint(name);
}

/** What to write in Ell for a field or a method of another language, `subject.name`. */
export function foreignFieldHint(subject: string, name: string): string {
  const it = subject === "" || /^[0-9]/.test(subject) ? "a" : subject;
  if (/^(length|len|size|count)$/.test(name)) return `the length of an array is \`len(${it})\``;
  if (/^(charAt|charCodeAt|at|get)$/.test(name)) return `an element is \`${it}[i]\``;
  if (/^(push|push_back|append|add|insert|pop)$/.test(name))
    return "an array keeps its length: make it long enough with `new int[](length)`";
  if (/^(log|print|println|printf|write|error|out)$/.test(name)) return output;
  return `there are no fields and no methods: a function takes what it works on, as in \`${name}(${it})\``;
}

/** What to write in Ell for an operator of another language; `left` is the text before it. */
export function foreignOperatorHint(operator: string, left = "x"): string | undefined {
  switch (operator) {
    case "++":
      return `write \`${left} += 1;\``;
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
      return "a body is written in `{ }`; `>=` is greater or equal";
    case ":=":
      return "write `let x = …;` for a new variable and `x = …;` for an old one";
    case "..=":
      return "a range leaves its end out: write `lo..hi + 1`";
    case "...":
      return "a range is written `lo..hi`, and `hi` is not in it";
    default:
      return operator.endsWith("=") ? `write \`${left} = ${left} ${operator.slice(0, -1)} …;\`` : undefined;
  }
}
