// The page of the command line: what each command says of itself.

import * as help from "../../packages/tickless/dist/cli/help.js";

export function cliPage() {
  const { HELP, ...commands } = help;
  const sections = Object.values(commands).map((text) => {
    const [, name] = /^Usage: (tickless [\w-]+)/.exec(text);
    return `## ${name}\n\n\`\`\`text\n${text}\`\`\`\n`;
  });
  return [
    "# The command line",
    "What each command says with `--help`. In a clone it is `npx tickless`, after `npm start` or `npm run build` has run once.",
    `\`\`\`text\n${HELP}\`\`\``,
    ...sections,
  ].join("\n\n");
}
