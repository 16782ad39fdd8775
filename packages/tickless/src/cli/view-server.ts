import { UsageError } from "@tickless/sim-core";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { assetsOf } from "./view-app.js";
import { ProjectFeed } from "./view-events.js";
import { isHostAllowed, securityHeaders } from "./view-headers.js";
import type { ProjectPlace } from "./view-project.js";

export interface ViewServerOptions {
  /** Folder of the built viewer. */
  readonly app: string;
  /** Served as project.json; undefined: none. */
  readonly project: ProjectPlace | undefined;
  /** Path of a file, served as recording.tickless; undefined: none. */
  readonly recording?: string | undefined;
  /** Path of another, served as compare.tickless. */
  readonly compare?: string | undefined;
  readonly host: string;
  /** The first of these that is free. */
  readonly ports: readonly number[];
}

export interface ViewServer {
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Record<string, string>;
}

/** Where a recording is served, seen from the page. */
export const RECORDING_PATH = "recording.tickless";
export const COMPARE_PATH = "compare.tickless";

/** Serves the viewer and, if there is one, a project. Throws UsageError: no build, no free port. */
export async function startViewServer(options: ViewServerOptions): Promise<ViewServer> {
  const { app, project, host, ports } = options;
  const feed = project && new ProjectFeed(project);
  const recordings = { [`/${RECORDING_PATH}`]: options.recording, [`/${COMPARE_PATH}`]: options.compare };
  const pages = { app, assets: assetsOf(app), recordings };
  const server = createServer((request, response) => {
    const answer = refusal(request, host);
    const path = pathOf(request);
    if (!answer && path === "/project-events" && feed) return openEvents(request, response, feed);
    send(request, response, path, answer ?? answerFor(path, pages, feed));
  });
  await listen(server, host, ports);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        feed?.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const error = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once("error", resolve);
      server.listen({ port, host, exclusive: true }, () => {
        server.off("error", resolve);
        resolve(undefined);
      });
    });
    if (!error) return;
    if (error.code !== "EADDRINUSE") throw new UsageError(`${host}:${port}: ${reason(error)}`);
  }
  const [first, last] = [ports[0], ports.at(-1)];
  const which = ports.length === 1 ? `port ${first} is` : `the ports from ${first} to ${last} are`;
  throw new UsageError(`${which} in use; choose another with --port`);
}

function reason({ code, message }: NodeJS.ErrnoException): string {
  if (code === "EACCES") return "listening there is not permitted";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "this computer does not have such an address";
  return message;
}

/** "/" for what is no path. */
function pathOf({ url = "/" }: IncomingMessage): string {
  return URL.canParse(url, "http://host") ? new URL(url, "http://host").pathname : "/";
}

/** What is wrong with a request, whatever it asks for. */
function refusal({ headers, method }: IncomingMessage, host: string): Answer | undefined {
  if (!isHostAllowed(headers.host, [host])) return text(403, "This server does not go by that name.");
  if (method === "GET" || method === "HEAD") return undefined;
  return { ...text(405, "Only GET and HEAD are served."), headers: { Allow: "GET, HEAD" } };
}

interface Pages {
  readonly app: string;
  /** Files by the path of their URL. */
  readonly recordings: Readonly<Record<string, string | undefined>>;
  assets: ReturnType<typeof assetsOf>;
}

function answerFor(path: string, pages: Pages, feed: ProjectFeed | undefined): Answer {
  try {
    if (path === "/project.json" && feed) return { status: 200, type: "application/json", body: feed.read() };
    const recording = pages.recordings[path];
    if (recording !== undefined) return { status: 200, type: "application/zip", body: readFileSync(recording) };
    // A build that came since has files of other names.
    if (path === "/") pages.assets = assetsOf(pages.app);
    const asset = pages.assets.get(path);
    if (!asset) return text(404, "There is nothing here.");
    const cache = asset.immutable ? "public, max-age=31536000, immutable" : "no-cache";
    return { status: 200, type: asset.type, body: readFileSync(asset.file), headers: { "Cache-Control": cache } };
  } catch (error) {
    return text(500, (error as Error).message);
  }
}

const text = (status: number, body: string): Answer => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${body}\n`,
});

function send(request: IncomingMessage, response: ServerResponse, path: string, answer: Answer): void {
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    "Content-Type": answer.type,
    "Content-Length": body.length,
    "Cache-Control": "no-cache",
    ...securityHeaders(path),
    ...answer.headers,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function openEvents(request: IncomingMessage, response: ServerResponse, feed: ProjectFeed): void {
  response.writeHead(200, {
    "Content-Type": "text/event-stream",
    "Cache-Control": "no-store",
    ...securityHeaders("/project-events"),
  });
  if (request.method === "HEAD") response.end();
  else feed.listen(response);
}
