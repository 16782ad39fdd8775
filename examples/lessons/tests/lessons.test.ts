import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { applyEdit, linesOf } from "tickless/lesson/edits";
import { FIGURES } from "tickless/lesson/files";
import { readLesson } from "tickless/lesson/lesson";
import { figuresIn, type Figures } from "tickless/lesson/figures";
import { momentIn, tracksNamed } from "tickless/lesson/moments";
import { draftOf, folderOf, LESSONS, mainOf, Rig, textOf, type FiguresOf } from "./rig.js";
import { typedFigures } from "./typed-figures.js";

/* What holds for every lesson. `npm run lessons` finds the figures anew. */

describe.each(LESSONS)("lesson %s", (name) => {
  const text = textOf(name);
  const folder = folderOf(name);

  let found: Figures = {};
  beforeAll(async () => {
    const { default: figures } = (await import(`../${name}/figures.ts`)) as { readonly default: FiguresOf };
    found = figures(new Rig(folder, draftOf(name)));
  });

  it("has the figures that its runs produce", async () => {
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot(join(folder, FIGURES));
    expect(new Set(Object.keys(found)), "figures that are found and those that are told").toEqual(figuresIn(text));
  });

  it("types no number that a run could tell", () => {
    const { project, lesson } = new Rig(folder, draftOf(name));
    const sources = [...project.files.values()].map((bytes) => new TextDecoder().decode(bytes));
    const edits = lesson.steps.flatMap(({ edit }) => edit?.replace ?? []);
    const given = [...sources, ...edits, ...project.scenarios.map((file) => file.text), project.diagram?.text ?? ""];
    expect(typedFigures(text, given)).toEqual([]);
  });

  it("shows what is there, at moments that there are", () => {
    const lesson = readLesson(text, found, mainOf(name));
    const rig = new Rig(folder, lesson);
    const files = new Map(
      [...rig.project.files].map(([path, bytes]) => [path.slice(1), new TextDecoder().decode(bytes)]),
    );
    if (rig.project.diagram) files.set("diagram.json", rig.project.diagram.text);
    let bench = rig.run();
    for (const [index, { title, at, show, code, edit }] of lesson.steps.entries()) {
      const told = `step ${index + 1}, ${title}`;
      if (edit) {
        const edited = applyEdit(files.get(edit.file) ?? "", edit);
        expect(edited, `${told}: what is replaced is in ${edit.file} once`).toBeDefined();
        files.set(edit.file, edited!);
        bench = rig.run(index + 1);
      }
      const { trace, now } = bench;
      if (at) expect(momentIn(trace, at, now), `${told}: the cursor's moment`).toBeDefined();
      const unknown = show.filter((track) => tracksNamed(trace, track).length === 0);
      expect(
        unknown,
        `${told}: tracks that there are not, of ${trace.tracks.map((track) => track.name).join(" ")}`,
      ).toEqual([]);
      if (code) expect(linesOf(files.get(code.file) ?? "", code), `${told}: the passage in ${code.file}`).toBeDefined();
    }
  });
});
