import { once } from "node:events";
import { request, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { placeOf } from "../../src/cli/view-project.js";
import { startViewServer } from "../../src/cli/view-server.js";
import { folder } from "./cli.js";

/** As the build lays them out. */
const APP = {
  "index.html": "<!doctype html>",
  "assets/index-B1c_D2-e.js": "1;",
  "assets/sim.worker-abc123.js": "2;",
  "assets/engine-abc123.wasm": "\0asm",
  "licenses.txt": "MIT",
};

export const builtApp = (): string => folder(APP);

/** Serves a built viewer, and a project of these files, until the end of the test; returns its address. */
export async function serve(project?: Readonly<Record<string, string>>, path?: string): Promise<string> {
  const place = project && placeOf(path ?? ".", folder(project));
  return serveOptions({ project: place });
}

export async function serveOptions(options: Partial<Parameters<typeof startViewServer>[0]>): Promise<string> {
  const server = await startViewServer({
    app: builtApp(),
    project: undefined,
    host: "127.0.0.1",
    ports: [0],
    ...options,
  });
  onTestFinished(() => server.close());
  return server.url;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for a path exactly as written, which fetch would tidy up. */
export async function ask(
  url: string,
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const sent = request({ host: hostname, port, path, method, headers, agent: false });
  sent.end();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  let body = "";
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode as number, headers: response.headers, body };
}
