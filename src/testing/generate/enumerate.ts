/**
 * Enumeration of all small well-typed programs, in a fair order: by size, and within a size one program of each form in
 * turn, so that the beginning of the list is as varied as possible (after SmallCheck and LeanCheck).
 *
 * What is enumerated: `main` with int, bool and array variables, all operators, loops and jumps, and sometimes one global
 * and one function of one int. Only a few numbers that matter occur; a variable's name follows from its order.
 *
 * Letters: n nodes, v variables in scope.
 */

import type {
  AssignmentOperator,
  InfixOperator,
  Module,
  SyntaxExpression,
  SyntaxStatement,
  Type,
} from "../../lang/syntax/tree.ts";
import { elementValueType } from "../../lang/syntax/types.ts";
import * as make from "./make.ts";

/** What is in scope. */
interface Scope {
  readonly variables: readonly { readonly name: string; readonly type: Type; readonly fixed: boolean }[];
  /** Is `f` declared? */
  readonly calls: boolean;
  readonly loop: boolean;
}

type Source<T> = () => Generator<T>;

/** Take one element from each source in turn until all are empty. */
function* inTurn<T>(sources: readonly Source<T>[]): Generator<T> {
  let open = sources.map((source) => source());
  while (open.length > 0) {
    const still: Generator<T>[] = [];
    for (const source of open) {
      const next = source.next();
      if (next.done === true) continue;
      still.push(source);
      yield next.value;
    }
    open = still;
  }
}

const each = <T>(things: readonly T[]): Source<T> =>
  function* () {
    yield* things;
  };

const map = <A, B>(source: Generator<A>, f: (a: A) => B): Source<B> =>
  function* () {
    for (const a of source) yield f(a);
  };

/** Every way to share `n` nodes between two parts of at least one each. */
const shares = (n: number): readonly (readonly [number, number])[] =>
  Array.from({ length: Math.max(0, n - 1) }, (_, i) => [i + 1, n - 1 - i] as const);

const pairs = <A, B, C>(first: Source<A>, second: Source<B>, f: (a: A, b: B) => C): Source<C> =>
  function* () {
    for (const a of first()) for (const b of second()) yield f(a, b);
  };

const intOperators: readonly InfixOperator[] = ["-", "+", "/", "%", "*", ">>", ">>>", "<<", "&", "|", "^"];
const comparisons: readonly InfixOperator[] = ["<", "==", ">=", "!=", ">", "<="];
const arrayTypes: readonly Type[] = ["byte[]", "int[]", "bool[]"];
const compound: readonly AssignmentOperator[] = ["+", "/"];
const steps: readonly number[] = [-1, 2];
const numbers: readonly number[] = [0, 1, -1, -2147483648, 2048];

class Enumeration {
  readonly #numbers: readonly SyntaxExpression[];

  constructor(values: readonly number[]) {
    this.#numbers = values.map((value) => make.integer(value));
  }

  *expression(v: Scope, type: Type, n: number): Generator<SyntaxExpression> {
    if (n < 1) return;
    if (type === "int") yield* inTurn(this.#int(v, n));
    else if (type === "bool") yield* inTurn(this.#bool(v, n));
    else yield* inTurn(this.#array(v, type, n));
  }

  #names(v: Scope, type: Type): SyntaxExpression[] {
    return v.variables.filter((variable) => variable.type === type).map(({ name }) => make.name(name));
  }

  #binary(v: Scope, type: Type, operators: readonly InfixOperator[], n: number): Source<SyntaxExpression>[] {
    return operators.flatMap((operator) =>
      shares(n - 1).map(([left, right]) =>
        pairs(
          () => this.expression(v, type, left),
          () => this.expression(v, type, right),
          (a, b) => make.binary(operator, a, b),
        ),
      ),
    );
  }

  #element(v: Scope, type: Type, n: number): Source<SyntaxExpression>[] {
    return shares(n - 1).map(([array, index]) =>
      pairs(
        () => this.expression(v, type, array),
        () => this.expression(v, "int", index),
        (a, i) => make.index(a, i),
      ),
    );
  }

  #int(v: Scope, n: number): Source<SyntaxExpression>[] {
    if (n === 1) return [each(this.#names(v, "int")), each([...this.#numbers, make.call("read")])];
    const sources = [
      ...(["-", "~"] as const).map((operator) => map(this.expression(v, "int", n - 1), (e) => make.unary(operator, e))),
      ...this.#binary(v, "int", intOperators, n),
      ...arrayTypes.map((type) => map(this.expression(v, type, n - 1), (e) => make.call("len", e))),
      ...this.#element(v, "byte[]", n),
      ...this.#element(v, "int[]", n),
    ];
    for (const [array, more] of shares(n - 1))
      for (const [from, count] of shares(more)) sources.push(...this.#blocks(v, array, from, count));
    if (v.calls) sources.push(map(this.expression(v, "int", n - 1), (e) => make.call("f", e)));
    return sources;
  }

  /** `read_bytes` and `write_bytes`, with operands of so many nodes. */
  #blocks(v: Scope, array: number, from: number, count: number): Source<SyntaxExpression>[] {
    const range = pairs(
      () => this.expression(v, "int", from),
      () => this.expression(v, "int", count),
      (i, k) => [i, k] as const,
    );
    return (["read_bytes", "write_bytes"] as const).map((name) =>
      pairs(
        () => this.expression(v, "byte[]", array),
        range,
        (a, [i, k]) => make.call(name, a, i, k),
      ),
    );
  }

  #bool(v: Scope, n: number): Source<SyntaxExpression>[] {
    if (n === 1) return [each(this.#names(v, "bool")), each([make.boolean(false), make.boolean(true)])];
    return [
      ...this.#binary(v, "int", comparisons, n),
      map(this.expression(v, "bool", n - 1), (e) => make.unary("!", e)),
      ...this.#binary(v, "bool", ["&&", "||", "==", "!="], n),
      ...this.#element(v, "bool[]", n),
    ];
  }

  #array(v: Scope, type: Type, n: number): Source<SyntaxExpression>[] {
    if (n === 1) return [each(this.#names(v, type)), each(type === "byte[]" ? [make.text([97, 255])] : [])];
    const literals = type === "int[]" ? this.#numbers : type === "bool[]" ? [make.boolean(true)] : [];
    if (n === 2)
      return [
        each(literals.map((element) => make.literal([element]))),
        map(this.expression(v, "int", n - 1), (e) => make.array(type, e)),
      ];
    return [map(this.expression(v, "int", n - 1), (e) => make.array(type, e))];
  }

  /** Statement lists of `n` nodes altogether that do not return. */
  *block(v: Scope, n: number): Generator<readonly SyntaxStatement[]> {
    if (n === 0) yield [];
    if (n < 1) return;
    const first = Array.from({ length: n }, (_, i) => i + 1);
    yield* inTurn(first.map((size) => () => this.#then(v, size, (inner) => this.block(inner, n - size))));
  }

  /** Statement lists of `n` nodes altogether that end by returning an int. */
  *body(v: Scope, n: number): Generator<readonly SyntaxStatement[]> {
    if (n < 2) return;
    const first = Array.from({ length: Math.max(0, n - 3) }, (_, i) => i + 2);
    yield* inTurn<readonly SyntaxStatement[]>([
      map(this.expression(v, "int", n - 1), (e) => [make.returnValue(e)]),
      ...first.map((size) => () => this.#then(v, size, (inner) => this.body(inner, n - size))),
    ]);
  }

  *#then(
    v: Scope,
    n: number,
    rest: (inner: Scope) => Generator<readonly SyntaxStatement[]>,
  ): Generator<readonly SyntaxStatement[]> {
    for (const s of inTurn(this.#statement(v, n))) {
      let inner = v;
      if (s.kind === "let") {
        const variable = { name: s.name, type: s.type!, fixed: false };
        inner = { ...v, variables: [...v.variables, variable] };
      } else if (s.kind === "const")
        inner = { ...v, variables: [...v.variables, { name: s.name, type: "int", fixed: true }] };
      for (const following of rest(inner)) yield [s, ...following];
    }
  }

  #statement(v: Scope, n: number): Source<SyntaxStatement>[] {
    const of = (type: Type, size: number) => this.expression(v, type, size);
    if (n === 1) return [each(v.loop ? [make.breakLoop, make.continueLoop] : [])];
    const fresh = `v${v.variables.length}`;
    const types: readonly Type[] = ["int", "bool", ...arrayTypes];
    return [
      map(of("int", n - 1), (e) => make.callStatement(make.call("write", e))),
      ...types.map((type) => map(of(type, n - 1), (e) => make.letVariable(fresh, e, type))),
      ...v.variables
        .filter(({ fixed }) => !fixed)
        .map(({ name, type }) => map(of(type, n - 1), (e) => make.assign(make.name(name), e))),
      ...v.variables
        .filter(({ fixed, type }) => !fixed && type === "int")
        .flatMap(({ name }) =>
          compound.map((operator) => map(of("int", n - 1), (e) => make.assign(make.name(name), e, operator))),
        ),
      each(n === 2 ? [make.constant(fresh, this.#numbers.at(-1)!)] : []),
      ...this.#elementAssignments(v, n),
      ...this.#nested(v, n),
      map(of("bool", n - 1), (e) => make.assertThat(e)),
      map(of("int", n - 1), (e) => make.callStatement(make.call("exit", e))),
    ];
  }

  #elementAssignments(v: Scope, n: number): Source<SyntaxStatement>[] {
    return arrayTypes.flatMap((type) =>
      shares(n - 1).flatMap(([place, value]) =>
        this.#element(v, type, place + 1).flatMap((source) =>
          [undefined, ...(type === "bool[]" ? [] : compound)].map((operator) =>
            pairs(
              source,
              () => this.expression(v, elementValueType(type), value),
              (at, e) => make.assign(at as ReturnType<typeof make.index>, e, operator),
            ),
          ),
        ),
      ),
    );
  }

  /** `if`, `while` and `for`. */
  #nested(v: Scope, n: number): Source<SyntaxStatement>[] {
    const sources: Source<SyntaxStatement>[] = [];
    const condition = (size: number) => () => this.expression(v, "bool", size);
    const loop = { ...v, loop: true };
    for (const [size, inner] of shares(n - 1)) {
      sources.push(
        pairs(
          condition(size),
          () => this.block(v, inner),
          (c, then) => make.ifThen(c, then),
        ),
      );
      sources.push(
        pairs(
          condition(size),
          () => this.block(loop, inner),
          (c, body) => make.whileLoop(c, body),
        ),
      );
      for (const [then, otherwise] of shares(inner))
        sources.push(
          pairs(
            condition(size),
            pairs(
              () => this.block(v, then),
              () => this.block(v, otherwise),
              (a, b) => [a, b] as const,
            ),
            (c, [a, b]) => make.ifThen(c, a, make.block(b)),
          ),
        );
    }
    const name = `v${v.variables.length}`;
    const counting = { ...loop, variables: [...v.variables, { name, type: "int" as const, fixed: true }] };
    for (const [low, more] of shares(n - 1))
      for (const [high, inner] of shares(more))
        sources.push(
          pairs(
            pairs(
              () => this.expression(v, "int", low),
              () => this.expression(v, "int", high),
              (a, b) => [a, b] as const,
            ),
            () => this.block(counting, inner),
            ([a, b], body) => make.forLoop(name, a, b, body),
          ),
          ...(inner < 2 ? [] : steps).map((step) =>
            pairs(
              pairs(
                () => this.expression(v, "int", low),
                () => this.expression(v, "int", high),
                (a, b) => [a, b] as const,
              ),
              () => this.block(counting, inner - 1),
              ([a, b], body) => make.forLoop(name, a, b, body, make.integer(step)),
            ),
          ),
        );
    return sources;
  }

  /** Programs of exactly `n` nodes. */
  *modules(n: number): Generator<Module> {
    const empty: Scope = { variables: [], calls: false, loop: false };
    const main = (body: readonly SyntaxStatement[]) => make.functionOf("main", [], "int", body);
    const sources: Source<Module>[] = [map(this.body(empty, n), (body) => ({ declarations: [main(body)] }))];
    const global = { name: "g", type: "int" as const, fixed: false };
    const span = make.breakLoop.span;
    sources.push(
      pairs(
        each(this.#numbers),
        () => this.body({ ...empty, variables: [global] }, n - 2),
        (value, body) => ({
          declarations: [{ kind: "global" as const, name: "g", type: undefined, value, span }, main(body)],
        }),
      ),
    );
    const parameter = { name: "x", type: "int" as const, fixed: false };
    for (const [inner, outer] of shares(n - 2))
      sources.push(
        pairs(
          () => this.body({ ...empty, variables: [parameter], calls: true }, inner),
          () => this.body({ ...empty, calls: true }, outer),
          (f, body) => ({
            declarations: [make.functionOf("f", [make.parameter("x", "int")], "int", f), main(body)],
          }),
        ),
      );
    yield* inTurn(sources);
  }
}

/** What to enumerate. */
export interface EnumerationOptions {
  /** The smallest size; by default 2, as no program is smaller. */
  readonly from?: number;
  /** The numbers that occur; by default 0, 1, −1, −2³¹ and 2048. */
  readonly constants?: readonly number[];
}

/**
 * All programs of at most `size` nodes (see `nodeCount`), smaller ones first. About 10 have 2 nodes, and each further node
 * multiplies the number by about ten; take as many as there is time for.
 *
 * @example
 * ```ts
 * import { printModule } from "etalon/lang";
 * import { enumerateModules, nodeCount } from "etalon/testing";
 * const programs = [...enumerateModules(4)];
 * programs.every((module, i) => i === 0 || nodeCount(programs[i - 1]!) <= nodeCount(module)); // => true
 * printModule(programs[0]!); // => "fn main(): int {\n  return 0;\n}\n"
 * ```
 */
export function* enumerateModules(size: number, options: EnumerationOptions = {}): Generator<Module> {
  const enumeration = new Enumeration(options.constants ?? numbers);
  for (let n = options.from ?? 2; n <= size; n++) yield* enumeration.modules(n);
}
