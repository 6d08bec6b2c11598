/**
 * What Ell's parser adds to chevrotain's: recovery from mistakes whose time and host stack do not depend on how deep the
 * mistake is, and which stops when there are too many mistakes.
 *
 * Chevrotain's recovery walks the whole stack of rules for each question, and may look ahead to the end of the text at
 * every level of nesting. Here, only the innermost rules are asked what may come after a missing token, and looking ahead
 * is fast and has a budget.
 */

import { EmbeddedActionsParser, type IToken, type ITokenGrammarPath, type TokenType } from "chevrotain";
import { type Reporter, reporter } from "../check/report.ts";
import { spanOf } from "./lexer.ts";
import { maximumLookahead, maximumSyntaxErrors, SyntaxErrorsEnough, syntaxErrorMessages } from "./syntax-errors.ts";
import { vocabulary } from "./tokens.ts";
import type { Span } from "./tree.ts";

/** Parts of chevrotain's recovery that its types leave out. */
interface Recovery {
  getNextPossibleTokenTypes(path: ITokenGrammarPath): TokenType[];
  flattenFollowSet(): TokenType[];
}
const recovery = EmbeddedActionsParser.prototype as unknown as Recovery;

/** How many rules, from the innermost, are asked what may come next. */
const innermost = 4;

/** The budget for the text being parsed; texts are parsed one after the other. */
const budget = { errors: 0, lookahead: 0 };

/** A parser that continues after mistakes, within a budget. */
export class TolerantParser extends EmbeddedActionsParser {
  /** Collects mistakes in literals. */
  protected report: Reporter = reporter(0);
  /** Collects mistakes in the syntax that the rules notice by themselves. */
  protected shape: Reporter = reporter(0);

  constructor() {
    super([...vocabulary], {
      recoveryEnabled: true,
      maxLookahead: 1,
      errorMessageProvider: syntaxErrorMessages(budget),
    });
  }

  /** Apply a rule to `tokens`; undefined when there were too many mistakes (the first ones are in `errors`). */
  protected within<T>(tokens: readonly IToken[], report: Reporter, shape: Reporter, rule: () => T): T | undefined {
    this.report = report;
    this.shape = shape;
    budget.errors = maximumSyntaxErrors;
    budget.lookahead = maximumLookahead;
    this.input = tokens as IToken[];
    try {
      return rule();
    } catch (error) {
      if (!(error instanceof SyntaxErrorsEnough)) throw error;
      if (this.errors.length === 0) shape.error("syntax", spanOf(this.LA(1)), "this cannot stand here");
      return undefined;
    } finally {
      this.report = this.shape = reporter(0);
    }
  }

  protected getNextPossibleTokenTypes(path: ITokenGrammarPath): TokenType[] {
    const inner = {
      ...path,
      ruleStack: path.ruleStack.slice(-innermost),
      occurrenceStack: path.occurrenceStack.slice(-innermost),
    };
    return recovery.getNextPossibleTokenTypes.call(this, inner);
  }

  protected findReSyncTokenType(): TokenType {
    const wanted = new Set(recovery.flattenFollowSet.call(this));
    for (let ahead = 1; ; ahead++) {
      const { tokenType } = this.LA(ahead);
      if (wanted.has(tokenType)) return tokenType;
      if (--budget.lookahead < 0) throw new SyntaxErrorsEnough();
    }
  }

  /** How many mistakes there were so far. After a mistake inside a rule, what that rule notices itself is not reported. */
  protected get mistakes(): number {
    return maximumSyntaxErrors - budget.errors;
  }

  /** The span from a token to the last one consumed. */
  protected from(start: Span): Span {
    return { start: start.start, end: spanOf(this.LA(0)).end };
  }
}
