/**
 * Where the playground begins: its state, its keys, and its page.
 */

import { render } from "preact";
import { listen } from "./state/keys.ts";
import { followPasses } from "./state/passes.ts";
import { begin } from "./state/session.ts";
import { showTheme } from "./state/theme.ts";
import { Page } from "./view/page.tsx";
import { followSteps } from "./view/scrolling.ts";
import "./tokens.css";
import "./style.css";
import "./beside.css";

showTheme();
await begin();
listen();
render(<Page />, document.body);
followSteps();
followPasses();
