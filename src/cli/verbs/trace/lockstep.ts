/**
 * `etalon trace FILE --lockstep`: the certificate run on an input, both machines from cut point to cut point, drawn as a
 * simulation diagram: text on standard output, SVG in a file.
 */

import { claimsOf } from "../../../compiler/index.ts";
import { describePosition } from "../../../index.ts";
import type { Image } from "../../../machine/index.ts";
import { type Claims, diagramOf, diagramSvg, diagramText, type Square, walkLockstep } from "../../../proof/index.ts";
import { arrivalOf } from "../../arrival-option.ts";
import { exitCodes } from "../../exit-codes.ts";
import { build } from "../../host/built.ts";
import { loadCertificate } from "../../host/certificate-file.ts";
import { certificateBeside, refuseToReplace, writeBytes } from "../../host/files.ts";
import type { LoadedProgram } from "../../host/load.ts";
import { loadImage } from "../../host/load-image.ts";
import { wholeInput } from "../../host/streams.ts";
import type { Context, Ended } from "../../verb.ts";
import { loadAndWarn } from "../../view/warnings.ts";

/** Image and claims: given as files, or compiled from the program. */
function pairOf(
  { arguments: given }: Context,
  loaded: LoadedProgram,
): { readonly image: Image; readonly claims: Claims } {
  const imagePath = given.text("image");
  if (imagePath === undefined) {
    const { image, compilation } = build(loaded, given);
    return { image, claims: claimsOf(compilation) };
  }
  return {
    image: loadImage(imagePath).image,
    claims: loadCertificate(given.text("certificate") ?? certificateBeside(imagePath)),
  };
}

/** Walk, draw, and exit 1 when a square is broken. */
export function traceLockstep(context: Context, path: string): Ended {
  const { terminal, json, arguments: given } = context;
  const svg = given.text("svg");
  if (svg !== undefined) refuseToReplace(path, svg, "--svg");
  const loaded = loadAndWarn(path, context);
  const { image, claims } = pairOf(context, loaded);
  const skip = given.integer("skip", 0, { min: 0, max: Number.MAX_SAFE_INTEGER });
  const limit = given.integer("limit", 1000, { min: 0, max: 1_000_000 });
  // The whole relation is in the document; a drawing has what is claimed.
  const options = { squares: skip + limit, whole: json, arrival: arrivalOf(given) };
  const squares: Square[] = [];
  let number = 0;
  for (const square of walkLockstep(loaded.program, image, claims, wholeInput(terminal), options))
    if (number++ >= skip) squares.push(square);
  const rows = diagramOf(loaded.program, squares, (node) => describePosition(loaded.position(node)));
  if (svg !== undefined) writeBytes(svg, new TextEncoder().encode(diagramSvg(rows)));
  const last = squares.at(-1);
  const broken = last?.broken;
  const over = last !== undefined && "phase" in last.source && broken === undefined;
  if (!json) {
    terminal.out.text(diagramText(rows));
    if (over) terminal.error.line(`etalon: stopped after ${skip + limit} cut points; --limit shows more`);
    if (broken !== undefined) terminal.error.line(`etalon: square ${last?.number} is broken: ${broken}`);
  }
  return {
    exit: broken === undefined ? exitCodes.ok : exitCodes.differs,
    document: { squares, broken: broken ?? null, warnings: loaded.warnings },
  };
}
