/** The path below which the site will be put, "/" at its ends; DOCS_BASE in the environment says it. */
export const base: string;
