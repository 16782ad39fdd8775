import { fileURLToPath } from "node:url";
import { defineConfig, type MarkdownRenderer } from "vitepress";
import { slug } from "../links.mjs";
import { base } from "../pages.mjs";
import { codeTheme } from "./code-theme.js";
import { nav, sidebar } from "./contents.js";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The colours of the viewer go by an attribute, VitePress by a class. */
const followTheme = `{
  const { documentElement: page } = document;
  const follow = () => { page.dataset.theme = page.classList.contains("dark") ? "dark" : "light"; };
  follow();
  new MutationObserver(follow).observe(page, { attributeFilter: ["class"] });
}`;

/** Pages are text, and no templates: Vue is not to look for expressions in it. */
function literally(md: MarkdownRenderer): void {
  const braces = (html: string): string => html.replaceAll("{{", "&#123;&#123;");
  for (const name of ["text", "code_inline"] as const) {
    const render = md.renderer.rules[name]!;
    md.renderer.rules[name] = (...given) => braces(render(...given));
  }
}

// Pages are staged before, see ../stage.mjs. DOCS_BASE is the path below which the site will be put, for example /tickless/.
export default defineConfig({
  title: "Tickless",
  description: "A deterministic simulator of microcontroller boards that runs real MicroPython",
  lang: "en",
  base,
  srcDir: here("../.cache/pages"),
  outDir: here("../dist"),
  cacheDir: here("../.cache/vitepress"),
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${base}icon.svg` }],
    ["script", {}, followTheme],
  ],
  // The viewer and files as text are not pages; ../check.mjs looks for them.
  ignoreDeadLinks: [/^\/(viewer\/|source\/)/],
  markdown: {
    theme: codeTheme,
    anchor: { slugify: slug },
    // Of this project's own.
    languageAlias: { step: "yaml", console: "sh" },
    config: literally,
  },
  themeConfig: {
    logo: { src: "/icon.svg", alt: "" },
    nav,
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: "local",
      options: {
        miniSearch: { searchOptions: { boostDocument: (page: string) => (page.includes("/api/") ? 0.3 : 1) } },
      },
    },
    docFooter: { prev: "Before", next: "Next" },
    footer: { message: "MIT licence. MicroPython is a trademark of George Robotics Limited." },
  },
  vite: {
    publicDir: here("../.cache/pages/public"),
    build: { chunkSizeWarningLimit: 3000 },
  },
});
