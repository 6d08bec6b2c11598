/** A server in a process of its own, the child of loris.ts and of the benchmark: it tells its port, and its memory when it is asked. */

import { Store, serve } from "../../src/trust/node/index.ts";

const [folder = ""] = process.argv.slice(2);
const serving = await serve(Store.open(folder));
process.send?.({ port: serving.port });
process.on("message", () => process.send?.({ rss: process.memoryUsage().rss, processor: process.cpuUsage() }));
process.on("disconnect", () => process.exit());
