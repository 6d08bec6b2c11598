/**
 * The variables of a function that may still be read, before each statement. A place where the machine has lost one of them is no
 * place for a cut point. More than are live would do no harm but to refuse good places.
 */

import { impossible } from "../../core/impossible.ts";
import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Expression, FunctionDefinition, Statement } from "../../lang/program/program.ts";

type Slots = ReadonlySet<number>;
const none: Slots = new Set();

/** Where control goes from within a loop. */
interface Around {
  readonly afterBreak: Slots;
  readonly afterContinue: Slots;
}

/** The live variables before each statement, by its number. */
export function liveVariables({ body }: FunctionDefinition): ReadonlyMap<number, Slots> {
  const live = new Map<number, Slots>();
  const before = (statement: Statement, after: Slots, around: Around): Slots => {
    const found = computed(statement, after, around);
    live.set(statement.id, found);
    return found;
  };
  const computed = (statement: Statement, after: Slots, around: Around): Slots => {
    switch (statement.kind) {
      case "assign": {
        const rest = new Set(after);
        rest.delete(statement.slot);
        return join(rest, usesOf(statement.value));
      }
      case "assign_global":
      case "write":
        return join(after, usesOf(statement.value));
      case "assign_element":
        return join(after, usesOf(statement.array), usesOf(statement.index), usesOf(statement.value));
      case "if": {
        const other = statement.else === undefined ? after : before(statement.else, after, around);
        return join(usesOf(statement.condition), before(statement.then, after, around), other);
      }
      case "while": {
        const condition = usesOf(statement.condition);
        let head = join(after, condition);
        for (;;) {
          const again =
            statement.update === undefined
              ? head
              : before(statement.update, head, { afterBreak: none, afterContinue: none });
          const inside = { afterBreak: after, afterContinue: again };
          const next = join(head, before(statement.body, again, inside));
          if (next.size === head.size) return next;
          head = next;
        }
      }
      case "break":
        return around.afterBreak;
      case "continue":
        return around.afterContinue;
      case "return":
      case "exit":
        return statement.value === undefined ? none : usesOf(statement.value);
      case "assert":
        return join(after, usesOf(statement.condition));
      case "discard":
        return join(after, usesOf(statement.expression));
      case "block":
        return statement.statements.reduceRight((live, one) => before(one, live, around), after);
      default:
        return impossible(statement);
    }
  };
  before(body, none, { afterBreak: none, afterContinue: none });
  return live;
}

function join(...sets: readonly Slots[]): Slots {
  return new Set(sets.flatMap((set) => [...set]));
}

/** The variables that an expression reads. */
function usesOf(expression: Expression): Slots {
  const slots = new Set<number>();
  for (const node of nodesUnder(expression)) if (node.kind === "local") slots.add(node.slot);
  return slots;
}
