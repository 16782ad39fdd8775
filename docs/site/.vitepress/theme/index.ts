import DefaultTheme from "vitepress/theme-without-fonts";
import type { Theme } from "vitepress";
import "../../../../packages/viewer/src/styles/tokens.css";
import { LiveRun } from "./live-run.js";
import "./style.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component("LiveRun", LiveRun);
  },
};
export default theme;
