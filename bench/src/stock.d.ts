declare module "@micropython/micropython-webassembly-pyscript/micropython.mjs" {
  export function loadMicroPython(options: object): Promise<{
    runPython(code: string): unknown;
    runPythonAsync(code: string): Promise<unknown>;
  }>;
}
