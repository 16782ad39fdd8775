/*
 * What the page may do, told by the headers it is served with: nothing but run its own scripts and talk to its own server.
 * Whatever a project contains cannot send anything elsewhere.
 */

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ");

/** WebAssembly is compiled, code from text is not. Styles are set from scripts by the editor. */
const PAGE = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "worker-src": "'self'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' data: blob:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
  // Documentation that is being written on the same computer may embed it.
  "frame-ancestors": "'self' http://localhost:* http://127.0.0.1:*",
};

/**
 * The worker in which projects are simulated evaluates their TypeScript. A worker goes by the policy of its own script, so
 * this one alone, which has no page to reach into, may make code from text.
 */
const SIMULATION = { ...PAGE, "script-src": "'self' 'wasm-unsafe-eval' 'unsafe-eval'" };

const isSimulation = (path: string): boolean => /^\/assets\/sim\.worker-[\w-]+\.js$/.test(path);

/** Headers of every answer; `path` is that of its URL. */
export function securityHeaders(path: string): Record<string, string> {
  return {
    "Content-Security-Policy": policy(isSimulation(path) ? SIMULATION : PAGE),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  };
}

/** Addresses by number cannot be rebound by a name server, other names can: only those that are known to be meant are served. */
export function isHostAllowed(header: string | undefined, names: readonly string[]): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return false;
  const { hostname, host } = new URL(`http://${header}`);
  if (host === "" || header.includes("/") || header.includes("@")) return false;
  return /^\d+\.\d+\.\d+\.\d+$|^\[/.test(hostname) || ["localhost", ...names].includes(hostname);
}
