import { hexRows } from "./hex.js";

/** Bytes that are shown of a file. */
const HEAD = 1024;

/** A file that is no text: how large it is, and how it begins. It cannot be edited here. */
export function BinaryView({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }) {
  const shown = bytes.subarray(0, HEAD);
  const size = `${bytes.length.toLocaleString("en")} ${bytes.length === 1 ? "byte" : "bytes"}`;
  return (
    <div class="binary">
      <p class="binary-about">
        {path} is on the board’s file system as it is: {size}, not text, so it cannot be edited here.
        {bytes.length > HEAD && ` These are the first ${HEAD.toLocaleString("en")}.`}
      </p>
      <pre class="binary-bytes" aria-label={`The first bytes of ${path}`} tabIndex={0}>
        {hexRows(shown).join("\n")}
      </pre>
    </div>
  );
}
