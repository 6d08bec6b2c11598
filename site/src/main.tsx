/**
 * Where the playground begins.
 */

import { render } from "preact";
import { listen } from "./state/keys.ts";
import { begin } from "./state/session.ts";
import { setTheme, theme } from "./state/theme.ts";
import { Page } from "./view/page.tsx";
import { followSteps } from "./view/scrolling.ts";
import "./tokens.css";
import "./style.css";

setTheme(theme.value);
begin();
listen();
render(<Page />, document.body);
followSteps();
