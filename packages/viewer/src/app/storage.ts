/* What the page remembers from one visit to the next. A browser may forbid it; then it is forgotten. */

export function remembered(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Not permitted, or full: the page works without.
  }
}
