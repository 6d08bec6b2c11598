/**
 * A rule set as an inference rule: premises, a line, the step. MathML, which the browser shows and reads out by itself.
 */

import {
  type FilledText,
  type InferenceRule,
  type MathNode,
  mathOf,
  type RuleForm,
  type RuleInstance,
} from "etalon/rules";
import { type ComponentChild, h } from "preact";

/** An element of MathML; `mtext` of the class `value` is a value that was filled in. */
function node(of: MathNode | string): ComponentChild {
  if (typeof of === "string") return of;
  return h(of.tag, { ...of.attributes }, ...of.children.map(node));
}

function MathLine({ text }: { readonly text: string | FilledText }) {
  return node(mathOf(text)) as preact.JSX.Element;
}

/** A form of a rule, with values where there is an instance of it. */
export function RuleFigure({
  rule,
  form,
  instance,
  failing,
}: {
  readonly rule: InferenceRule;
  readonly form: RuleForm;
  readonly instance: RuleInstance | undefined;
  /** The premise that does not hold. */
  readonly failing?: string;
}) {
  const { premises, from, event, to } = instance ?? form;
  return (
    <figure class="inf" aria-label={`Rule ${rule.number} ${rule.name}`}>
      <div class="prem">
        <span class="vh">{premises.length === 0 ? "No premise." : "If "}</span>
        {premises.map((premise, index) => (
          <span key={index} class={form.premises[index] === failing ? "no" : ""}>
            {form.premises[index] === failing ? "✗ " : null}
            <MathLine text={premise} />
          </span>
        ))}
      </div>
      <div class="conc">
        <span class="vh">, then </span>
        <MathLine text={from} />{" "}
        <span class="to">
          <span class="vh">steps to</span>
          <span class="arrow" aria-hidden="true">
            {event === undefined ? null : (
              <small>{typeof event === "string" ? event : event.map(({ text }) => text).join("")}</small>
            )}
            ⟶
          </span>{" "}
          {event === undefined ? null : (
            <span class="vh">
              with the event {typeof event === "string" ? event : event.map(({ text }) => text).join("")}:
            </span>
          )}
          <MathLine text={to} />
        </span>
      </div>
      {form.notes.length === 0 ? null : <figcaption>{form.notes.join("; ")}</figcaption>}
    </figure>
  );
}

/** A rule that fired; briefly, without the list of its letters. */
export function FiredRule({
  instance,
  values,
  brief = false,
}: {
  readonly instance: RuleInstance;
  readonly values: boolean;
  readonly brief?: boolean;
}) {
  const { rule, form, bindings } = instance;
  return (
    <>
      <p class="fired">
        <span class="rn">{rule.number}</span> <b class="m">{rule.name}</b>{" "}
        <span class="mut">{rule.group.replaceAll("`", "")}</span>
      </p>
      <RuleFigure rule={rule} form={form} instance={values ? instance : undefined} />
      {values && !brief && bindings.length > 0 ? (
        <dl class="bound">
          {bindings.map(({ letter, value }) => (
            <div key={letter}>
              <dt>
                <MathLine text={letter} />
              </dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
