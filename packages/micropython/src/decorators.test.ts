import { describe, expect, test } from "vitest";

import { neutraliseDecorators } from "./decorators.js";

describe("neutraliseDecorators", () => {
  test("makes comments of the same length", () => {
    const source = "import micropython\n@micropython.native\ndef f(): pass\n";
    const result = neutraliseDecorators(source);
    expect(result).toBe("import micropython\n#micropython.native\ndef f(): pass\n");
    expect(result.length).toBe(source.length);
  });

  test("knows all three, with spaces and comments around", () => {
    expect(
      neutraliseDecorators("\t@micropython.viper  # fast\n  @ micropython . bytecode\r\n@micropython.native"),
    ).toBe("\t#micropython.viper  # fast\n  # micropython . bytecode\r\n#micropython.native");
  });

  test("has pointers and results of a viper function converted", () => {
    const of = (source: string): string => neutraliseDecorators(`@micropython.viper\n${source}`);
    expect(of("def f(self, a: ptr8, n: int): pass")).toBe(
      '@_viper(",ptr8,,") #micropython.viper\ndef f(self, a: ptr8, n: int): pass',
    );
    expect(of("# why\n\n@other\ndef f(\n  a,\n) -> uint: pass")).toMatch(/^@_viper\(",,uint"\) #/);
    expect(of("def f(n: int) -> int: pass")).toMatch(/^#/);
    expect(neutraliseDecorators("@micropython.native\ndef f(a: ptr8): pass")).toMatch(/^#/);
    expect(neutraliseDecorators("@micropython.viper\nx = 1\ndef f(a: ptr8): pass")).toMatch(/^#/);
  });

  test("has an assembler's decorators say that they are not simulated", () => {
    expect(neutraliseDecorators("@micropython.asm_thumb\ndef f(r0): pass")).toBe(
      '@_assembler("asm_thumb") #micropython.asm_thumb\ndef f(r0): pass',
    );
  });

  test("leaves other decorators alone", () => {
    const source = "@micropython.nativelike\n@micropython\n@other.native\nx @micropython.native\n";
    expect(neutraliseDecorators(source)).toBe(source);
  });

  test.each([
    '"""\n@micropython.native\n"""\n',
    "'''a\n@micropython.native\n'''\n",
    'r"""\\"""\n@micropython.native\n"""\n',
    '"a\\\n@micropython.native"\n',
    'f("""x""" + """\n@micropython.native\n""")\n',
  ])("leaves strings alone: %j", (source) => {
    expect(neutraliseDecorators(source)).toBe(source);
  });

  test.each([
    "'it\\'s'\n@micropython.native\n",
    "# don't\n@micropython.native\n",
    '""\n@micropython.native\n',
    '"" ""\n@micropython.native\n',
    '"""x"""\n@micropython.native\n',
    "x = 'open\n@micropython.native\n",
  ])("is not confused by what came before: %j", (source) => {
    expect(neutraliseDecorators(source)).toBe(source.replace("@", "#"));
  });
});
