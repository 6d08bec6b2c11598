/**
 * What an attacker hands over, for the attacks of which that can be looked at: a source, an image and its certificate, and an input on which to
 * watch it. The pages about attacks open them in the playground, where our checker and both machines say what they are.
 */

import { passes } from "../../compiler/passes.ts";
import { hashOf } from "../../proof/certificate/hash.ts";
import { forgeries } from "./forgeries.ts";
import { login, type Made, madeBy, trojanPasses } from "./trojan.ts";

/** Files from an attacker. */
export interface HandedOver extends Made {
  readonly input: string;
  /** What our checker says of the image, for the source that it is said to be of. */
  readonly checked: "refused" | "certified" | "starved";
}

/** An older version, which lets everybody in who knows the first letter: certified, and right for the older source. */
export function vulnerable(): Made {
  return madeBy(login.replace("first == 'o' && second == 'k'", "first == 'o' && second != 0"));
}

/** The program with the back door in its source. */
export function openly(): Made {
  return madeBy(login.replace("return false;", "return first == 'k' && second == 't';"));
}

/** The bad image with the good image's certificate, in which the hashes are those of the bad one. */
export function swapped(): Made {
  const [good, bad] = [madeBy(login), madeBy(login, trojanPasses)];
  const [was, is] = [hashOf(good.image), hashOf(bad.image)];
  const text = new TextDecoder().decode(good.certificate);
  const repaired = text.replace(was.sha256, is.sha256).replace(`"bytes":${was.bytes}`, `"bytes":${is.bytes}`);
  return { ...bad, certificate: new TextEncoder().encode(repaired) };
}

/** An image that conforms, and has next to no stack. */
export function starved(): Made {
  return madeBy(login, passes, { stackBytes: 16 });
}

const trojan = (): HandedOver => ({ ...madeBy(login, trojanPasses), input: "kt", checked: "refused" });

/** By the attack's name. */
export const handedOver: Readonly<Record<string, () => HandedOver>> = {
  "stolen-key": trojan,
  "man-in-the-middle": trojan,
  "build-slave": trojan,
  "server-root": trojan,
  "trojan-compiler": trojan,
  "same-trojan": trojan,
  rollback: () => ({ ...vulnerable(), input: "ox", checked: "certified" }),
  "certificate-swap": () => ({ ...swapped(), input: "kt", checked: "refused" }),
  "starved-image": () => ({ ...starved(), input: "ok", checked: "starved" }),
  "checker-yes"() {
    const good = madeBy(login);
    const [first] = forgeries(good, 1);
    if (first === undefined) throw new Error("nothing can be forged");
    const { image, certificate, input } = first;
    return { source: good.source, image, certificate, input, checked: "refused" };
  },
  "bad-source": () => ({ ...openly(), input: "kt", checked: "certified" }),
};
