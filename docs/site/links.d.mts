/** What code hosts make of a heading's text; of the second with the same text they make "text-1". */
export function slug(text: string): string;

/** `change`s a document except for its code. */
export function outsideCode(text: string, change: (prose: string) => string): string;

/** Targets of a document's links and pictures, as written. */
export function linksOf(text: string): string[];

/** The live runs of a document: the example, what its address says, and the picture that stands there until it runs. */
export function livesOf(text: string): { alt: string; still: string; target: string; query: string }[];

export function isExternal(target: string): boolean;

/** The file or folder of the repository that a link in `file` leads to. */
export function resolveLink(file: string, path: string): string;

/** An example that a file or folder belongs to, as the viewer names it. */
export function exampleOf(path: string): string | undefined;
