import { strToU8, zipSync } from "fflate";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { EXIT } from "../src/cli/io.js";
import { browserCommand } from "../src/cli/view-browser.js";
import { viewCommand } from "../src/cli/view-command.js";
import { placeOf } from "../src/cli/view-project.js";
import { folder, tickless } from "./support/cli.js";
import { record } from "./support/recordings.js";
import { ask, builtApp, serve, serveOptions } from "./support/view.js";

const MAIN = { "main.py": "print('hello')\n" };

describe("the command", () => {
  it("has its options in its help", async () => {
    const help = await tickless(".", ["view", "--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const option of ["compare", "port", "host", "no-open"]) expect(help.stdout).toContain(`--${option}`);
    expect((await tickless(".", ["--help"])).stdout).toContain("tickless view [PROJECT]");
  });

  it.each([
    [["a", "b"], "one project at a time; what is 'b'?"],
    [["--fast"], "unknown option '--fast'"],
    [["--port", "x"], "--port: 'x' is not a whole number"],
    [["--port", "70000"], "--port: '70000' is not a port; they end at 65535"],
    [["missing"], "missing: there is no such file or folder"],
    [["package.json"], "package.json: a project is a folder, a .zip, a .py or a .ts file"],
    [["bad.zip"], "bad.zip: this zip cannot be read: it is none"],
    [["run.tickless"], "run.tickless: there is no such file"],
    [["run.tickless@1s"], "run.tickless: there is no such file"],
    [["bad.tickless"], "bad.tickless: it is not a recording, or cut off"],
    [["run.tickless@soon"], "run.tickless@: 'soon' is not a duration; write for example 250ms, 1.5s or 2min"],
    [["--compare", "a"], "--compare: 'a' is not a recording (.tickless)"],
    [["--compare", "bad.tickless"], "bad.tickless: it is not a recording, or cut off"],
    [["a@1s"], "a@1s: there is no such file or folder"],
    [["src"], "src: there is no main.py (a project folder has its program in main.py or firmware.ts)"],
  ])("%j is one message and exit code 2", async (args, message) => {
    const cwd = folder({ "package.json": "{}", "src/x.py": "", "bad.tickless": "?", "bad.zip": "?" });
    const outcome = await tickless(cwd, ["view", ...args, "--no-open"]);
    expect(outcome).toEqual({ code: 2, stdout: "", stderr: `tickless: ${message}\n` });
  });

  it("takes a zip, with what the folder in it has", async () => {
    const cwd = folder({});
    const entries = {
      "my project/main.py": strToU8("print(1)\n"),
      "my project/lib/x.py": strToU8("1\n"),
      "my project/data.bin": Uint8Array.of(0, 255),
      "my project/diagram.json": strToU8("{}"),
      "my project/unused.vcd": strToU8("$end"),
      "my project/.git/config": strToU8("x"),
    };
    writeFileSync(join(cwd, "p.zip"), zipSync(entries));
    const url = await serveOptions({ project: placeOf("p.zip", cwd) });
    expect(JSON.parse((await ask(url, "/project.json")).body)).toEqual({
      name: "p",
      files: { "main.py": "print(1)\n", "lib/x.py": "1\n", "diagram.json": "{}" },
      binary: { "data.bin": "AP8" },
    });
  });

  const NOTHING = { project: undefined, recording: undefined, compare: undefined, port: 0, host: "127.0.0.1" };

  /** Runs it with a built viewer until the address is printed, then `use`, then Ctrl-C. */
  async function run(
    args: Partial<Parameters<typeof viewCommand>[0]>,
    use: (url: string) => Promise<void>,
    cwd = folder(MAIN),
  ) {
    const stop = new AbortController();
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const io = { stdout, stderr, env: {}, cwd, signal: stop.signal };
    const all = { ...NOTHING, project: ".", open: true, ...args };
    const code = viewCommand(all, io, builtApp());
    const url = await new Promise<string>((resolve, reject) => {
      stdout.once("data", (data) => resolve(String(data).trim()));
      code.catch(reject);
    });
    await use(url);
    stop.abort();
    return { code: await code, messages: String(stderr.read()) };
  }

  it("prints the address, serves the project, and ends with Ctrl-C", async () => {
    const { code, messages } = await run({}, async (url) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      expect((await ask(url, "/project.json")).status).toBe(200);
    });
    expect(code).toBe(EXIT.ok);
    expect(messages).not.toContain("warning");
  });

  it("serves a recording, and opens the page at it", async () => {
    const cwd = folder(MAIN);
    await record(cwd, "a.tickless", ".", "--until", "5ms");
    const bytes = readFileSync(join(cwd, "a.tickless"));
    const args = { project: undefined, recording: { file: "a.tickless", at: 2500 } };
    const { messages } = await run(
      args,
      async (url) => {
        expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?recording=recording\.tickless&t=2500ns$/);
        const served = await fetch(new URL("recording.tickless", url));
        expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes);
        expect((await ask(url, "/project.json")).status).toBe(404);
      },
      cwd,
    );
    expect(messages).toContain("shows a.tickless; ");
    expect((await ask(await serve(), "/recording.tickless")).status).toBe(404);
  });

  it("refuses a time at which the recording has ended", async () => {
    const cwd = folder(MAIN);
    await record(cwd, "a.tickless", ".", "--until", "5ms");
    const { code, stderr } = await tickless(cwd, ["view", "a.tickless@1ms", "--no-open"]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "tickless: a.tickless@: the recording ends at 12.000 µs\n",
    });
  });

  it("serves a recording to compare with, beside a project or another one", async () => {
    const cwd = folder(MAIN);
    await record(cwd, "a.tickless", ".", "--until", "5ms");
    await record(cwd, "b.tickless", ".", "--until", "9ms");
    const bytes = readFileSync(join(cwd, "b.tickless"));
    const served = async (url: string) => {
      const answer = await fetch(new URL("compare.tickless", url));
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
    };
    const beside = { project: undefined, recording: { file: "a.tickless", at: undefined }, compare: "b.tickless" };
    await run(
      beside,
      async (url) => {
        expect(new URL(url).search).toBe("?recording=recording.tickless&compare=compare.tickless");
        await served(url);
      },
      cwd,
    );
    await run(
      { compare: "b.tickless" },
      async (url) => {
        expect(new URL(url).search).toBe("?compare=compare.tickless");
        await served(url);
      },
      cwd,
    );
  });

  it("ends at once although a page is listening", async () => {
    await run({}, async (url) => {
      const events = await fetch(`${url}project-events`);
      onTestFinished(() => events.body?.cancel().catch(() => undefined));
      expect(events.status).toBe(200);
    });
  });

  it("warns when other computers can reach it", async () => {
    const { messages } = await run({ host: "0.0.0.0" }, () => Promise.resolve());
    expect(messages).toMatch(/^warning: whoever can reach 0\.0\.0\.0 can read what is shown/);
  });

  it("says that the viewer has to be built", async () => {
    const io = { stdout: new PassThrough(), stderr: new PassThrough(), env: {}, cwd: "." };
    const args = { ...NOTHING, open: false };
    await expect(viewCommand(args, io, folder({}))).rejects.toThrow(/^the viewer has not been built .*npm run build/);
  });

  it("takes the next port when one is in use, but not another than was asked for", async () => {
    const first = Number(new URL(await serve()).port);
    const url = await serveOptions({ ports: [first, 0] });
    expect(Number(new URL(url).port)).not.toBe(first);
    await expect(serveOptions({ ports: [first] })).rejects.toThrow(
      `port ${first} is in use; choose another with --port`,
    );
  });

  it("opens the browser that the system names, if anybody would see it", () => {
    const url = "http://127.0.0.1:5170/";
    expect(browserCommand("darwin", {}, url)).toEqual(["open", url]);
    expect(browserCommand("win32", {}, url)).toEqual(["cmd", "/c", "start", "", url]);
    expect(browserCommand("linux", { DISPLAY: ":0" }, url)).toEqual(["xdg-open", url]);
    expect(browserCommand("linux", {}, url)).toBeUndefined();
    expect(browserCommand("darwin", { CI: "true" }, url)).toBeUndefined();
  });
});

describe("what is served", () => {
  it.each([
    ["/", "text/html; charset=utf-8", "no-cache"],
    ["/index.html", "text/html; charset=utf-8", "no-cache"],
    ["/?embed", "text/html; charset=utf-8", "no-cache"],
    ["/assets/index-B1c_D2-e.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["/assets/engine-abc123.wasm", "application/wasm", "public, max-age=31536000, immutable"],
    ["/licenses.txt", "text/plain; charset=utf-8", "no-cache"],
  ])("%s as %s", async (path, type, cache) => {
    const { status, headers, body } = await ask(await serve(), path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": type,
      "cache-control": cache,
      "x-content-type-options": "nosniff",
    });
    expect(body.length).toBeGreaterThan(0);
  });

  it("nothing but the viewer's own files", async () => {
    const url = await serve(MAIN);
    const paths = [
      "/x",
      "/assets/",
      "/assets",
      "/main.py",
      "/../main.py",
      "/..%2fmain.py",
      "/assets/../../x",
      "//etc/passwd",
    ];
    for (const path of [...paths, "/%2e%2e/%2e%2e/etc/passwd", "/assets/..\\..\\x", "/%00", "/index.html/"]) {
      expect({ path, status: (await ask(url, path)).status }).toEqual({ path, status: 404 });
    }
  });

  it("to HEAD the same without the content; other methods are refused", async () => {
    const url = await serve();
    const [get, head] = [await ask(url, "/"), await ask(url, "/", { method: "HEAD" })];
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const refused = await ask(url, "/", { method });
      expect({ status: refused.status, allow: refused.headers.allow }).toEqual({ status: 405, allow: "GET, HEAD" });
    }
  });

  it("only to those who call it by a name that cannot be rebound", async () => {
    const url = await serve(MAIN);
    const status = async (host: string) => (await ask(url, "/project.json", { headers: { host } })).status;
    for (const host of ["127.0.0.1:5170", "localhost", "localhost:8080", "[::1]:5170", "192.168.1.5"]) {
      expect({ host, status: await status(host) }).toEqual({ host, status: 200 });
    }
    for (const host of [
      "evil.example",
      "evil.example:5170",
      "127.0.0.1.evil.example",
      "localhost.evil.example",
      "x@y",
    ]) {
      expect({ host, status: await status(host) }).toEqual({ host, status: 403 });
    }
  });

  it("a page that a newer build has changed", async () => {
    const app = builtApp();
    const url = await serveOptions({ app });
    writeFileSync(join(app, "assets/index-new.js"), "3;");
    await ask(url, "/");
    expect((await ask(url, "/assets/index-new.js")).body).toBe("3;");
  });
});

describe("the content security policy", () => {
  const policy = async (path: string): Promise<Record<string, string>> => {
    const { headers } = await ask(await serve(MAIN), path);
    const directives = String(headers["content-security-policy"]).split("; ");
    return Object.fromEntries(directives.map((directive) => directive.split(/ (.*)/) as [string, string]));
  };

  it.each(["/", "/assets/index-B1c_D2-e.js", "/project.json", "/nothing"])(
    "of %s allows no code from text",
    async (path) => {
      expect(await policy(path)).toMatchObject({
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
      });
    },
  );

  it("of the simulation's worker alone does, for firmware in TypeScript", async () => {
    const worker = await policy("/assets/sim.worker-abc123.js");
    expect(worker["script-src"]).toBe("'self' 'wasm-unsafe-eval' 'unsafe-eval'");
    expect(worker["connect-src"]).toBe("'self'");
  });
});

describe("the project", () => {
  const project = async (url: string) => {
    const { status, headers, body } = await ask(url, "/project.json");
    expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "application/json" });
    expect(headers["cache-control"]).toBe("no-cache");
    return JSON.parse(body) as { name: string; files: Record<string, string>; binary?: Record<string, string> };
  };

  it("is not there when none was given", async () => {
    const url = await serve();
    expect((await ask(url, "/project.json")).status).toBe(404);
    expect((await ask(url, "/project-events")).status).toBe(404);
  });

  it("is its texts by their paths", async () => {
    const files = { ...MAIN, "lib/x.py": "x = 1\n", "diagram.json": "{}", "README.md": "# é" };
    const { name, files: served } = await project(await serve({ "p/main.py": "", ...files }, "."));
    expect(name).toMatch(/^tickless-/);
    expect(served).toEqual({ "p/main.py": "", ...files });
  });

  it("is a single file when that was given", async () => {
    expect(await project(await serve({ ...MAIN, "a/blink.py": "1\n", "a/b.py": "2\n" }, "a/blink.py"))).toEqual({
      name: "blink.py",
      files: { "blink.py": "1\n" },
    });
  });

  it("leaves out what is hidden or of tools, and has as bytes what is no text, or very long", async () => {
    const others = {
      ".git/config": "x",
      ".env": "SECRET=1",
      "node_modules/a/b.py": "x",
      "__pycache__/main.pyc": "x",
      "zero.txt": "a\0b",
      "long.txt": "x".repeat((1 << 20) + 1),
    };
    const cwd = folder({ ...MAIN, ...others });
    writeFileSync(join(cwd, "picture.bmp"), Uint8Array.of(0x42, 0xff, 0xfe));
    const url = await serveOptions({ project: placeOf(".", cwd) });
    const { files, binary } = await project(url);
    expect(Object.keys(files)).toEqual(["main.py"]);
    expect(binary).toEqual({
      "zero.txt": "YQBi",
      "long.txt": Buffer.from(others["long.txt"]).toString("base64url"),
      "picture.bmp": "Qv_-",
    });
  });

  it("leaves out what a link leads to outside the folder", async () => {
    const outside = folder({ "secret.txt": "x" });
    const cwd = folder({ ...MAIN, "real.py": "y\n" });
    symlinkSync(join(outside, "secret.txt"), join(cwd, "secret.txt"));
    symlinkSync(join(cwd, "real.py"), join(cwd, "link.py"));
    const url = await serveOptions({ project: placeOf(".", cwd) });
    expect(Object.keys((await project(url)).files)).toEqual(["link.py", "main.py", "real.py"]);
  });

  it("is an error while it cannot be read, and served again when it can", async () => {
    const cwd = folder({ "p/main.py": "1\n" });
    const url = await serveOptions({ project: placeOf("p", cwd) });
    rmSync(join(cwd, "p"), { recursive: true });
    expect((await ask(url, "/project.json")).status).toBe(500);
    mkdirSync(join(cwd, "p"));
    writeFileSync(join(cwd, "p/main.py"), "2\n");
    expect((await project(url)).files).toEqual({ "main.py": "2\n" });
  });
});

describe("changes of the project", () => {
  /** Resolves with the next event's data; `after` makes it happen, and may do so again. */
  async function listen(url: string) {
    const response = await fetch(`${url}project-events`);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    onTestFinished(() => reader.cancel().catch(() => undefined));
    let text = "";
    return async (): Promise<string> => {
      for (;;) {
        const match = /^data: (.*)\n\n/m.exec(text);
        if (match) {
          text = text.slice(match.index + match[0].length);
          return match[1] as string;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error("the server closed the connection");
        text += new TextDecoder().decode(value);
      }
    };
  }

  async function open(files: Readonly<Record<string, string>>, path = ".") {
    const cwd = folder(files);
    const url = await serveOptions({ project: placeOf(path, cwd) });
    await ask(url, "/project.json");
    return { cwd, url, next: await listen(url) };
  }

  it("are told", async () => {
    const { cwd, url, next } = await open(MAIN);
    writeFileSync(join(cwd, "main.py"), "print('changed')\n");
    expect(await next()).toBe("changed");
    expect((await ask(url, "/project.json")).body).toContain("print('changed')");
    writeFileSync(join(cwd, "main.py"), "print('again')\n");
    expect(await next()).toBe("changed");
  });

  it("are told in folders that came later", async () => {
    const { cwd, next } = await open(MAIN);
    mkdirSync(join(cwd, "lib"));
    writeFileSync(join(cwd, "lib/x.py"), "1\n");
    expect(await next()).toBe("changed");
    writeFileSync(join(cwd, "lib/x.py"), "2\n");
    expect(await next()).toBe("changed");
  });

  it("of a single file are told when an editor replaces it", async () => {
    const { cwd, next } = await open({ "blink.py": "1\n" }, "blink.py");
    rmSync(join(cwd, "blink.py"));
    writeFileSync(join(cwd, "blink.py"), "2\n");
    expect(await next()).toBe("changed");
  });

  it("are told that came before anybody listened", async () => {
    const cwd = folder(MAIN);
    const url = await serveOptions({ project: placeOf(".", cwd) });
    await ask(url, "/project.json");
    writeFileSync(join(cwd, "main.py"), "2\n");
    expect(await (await listen(url))()).toBe("changed");
  });

  it("of what is not served are not told", async () => {
    const { cwd, next } = await open(MAIN);
    writeFileSync(join(cwd, ".hidden"), "x");
    writeFileSync(join(cwd, "main.py"), MAIN["main.py"]);
    let told = false;
    next().then(
      () => (told = true),
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(told).toBe(false);
  });
});
