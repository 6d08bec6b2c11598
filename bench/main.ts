/**
 * `npm run bench`: speeds and sizes, measured on this machine, now (rooms.ts). `npm run bench -- quality` is about the
 * compiled code instead, and has options of its own (quality/main.ts).
 */

if (process.argv[2] === "quality") await import("./quality/main.ts");
else if (process.argv[2] === "gcc-inference") await import("./gcc-inference/main.ts");
else if (process.argv[2] === "trust") await import("./trust.ts");
else if (process.argv[2] === "against") await import("./against.ts");
else await import("./rooms.ts");
