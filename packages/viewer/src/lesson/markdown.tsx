import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { CodeBlock } from "./code.js";

/*
 * A text in Markdown as elements of the page. What marked has read is put together here, so that nothing of the text is ever taken
 * for HTML; tags in it are shown as they are written.
 */

/** `level`: of the first heading that there may be, 1 to 6. */
export function Markdown({ text, level }: { readonly text: string; readonly level: number }) {
  return <>{blocks(lexer(text), level)}</>;
}

const blocks = (tokens: readonly Token[], level: number): ComponentChildren =>
  tokens.map((token, index) => <Block key={index} token={token as MarkedToken} level={level} />);

function Block({ token, level }: { readonly token: MarkedToken; readonly level: number }) {
  switch (token.type) {
    case "paragraph":
      return <p>{inline(token.tokens)}</p>;
    case "heading":
      return <Heading token={token} level={level} />;
    case "code":
      return <CodeBlock code={token.text} language={token.lang?.split(/\s/)[0] ?? ""} />;
    case "list":
      return <List token={token} level={level} />;
    case "blockquote":
      return <blockquote>{blocks(token.tokens, level)}</blockquote>;
    case "table":
      return <Table token={token} />;
    case "hr":
      return <hr />;
    case "text":
      return <>{inline(token.tokens ?? [token])}</>;
    case "space":
    case "def":
      return null;
    default:
      return <p>{token.raw}</p>;
  }
}

function Heading({ token, level }: { readonly token: Tokens.Heading; readonly level: number }) {
  // The step's own heading is of the second level in its file.
  const Tag = `h${Math.min(6, level + Math.max(0, token.depth - 3))}` as "h4";
  return <Tag>{inline(token.tokens)}</Tag>;
}

function List({ token, level }: { readonly token: Tokens.List; readonly level: number }) {
  const items = token.items.map((item, index) => <li key={index}>{blocks(item.tokens, level)}</li>);
  return token.ordered ? <ol start={token.start === "" ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ token: { header, rows } }: { readonly token: Tokens.Table }) {
  const cells = (row: readonly Tokens.TableCell[]) =>
    row.map(({ tokens, align, header: isHeader }, index) => {
      const style = align ? { textAlign: align } : {};
      return isHeader ? (
        <th key={index} scope="col" style={style}>
          {inline(tokens)}
        </th>
      ) : (
        <td key={index} style={style}>
          {inline(tokens)}
        </td>
      );
    });
  return (
    <div class="lesson-table" tabIndex={0} role="region" aria-label="Table">
      <table>
        <thead>
          <tr>{cells(header)}</tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>{cells(row)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const inline = (tokens: readonly Token[]): ComponentChildren =>
  tokens.map((token, index) => <Inline key={index} token={token as MarkedToken} />);

function Inline({ token }: { readonly token: MarkedToken }) {
  switch (token.type) {
    case "strong":
      return <strong>{inline(token.tokens)}</strong>;
    case "em":
      return <em>{inline(token.tokens)}</em>;
    case "del":
      return <del>{inline(token.tokens)}</del>;
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "link":
      return <Link token={token} />;
    case "image":
      // Pictures are on the board.
      return <>{token.text}</>;
    case "text":
      return token.tokens ? <>{inline(token.tokens)}</> : <>{plain(token.text)}</>;
    case "escape":
      return <>{plain(token.text)}</>;
    default:
      return <>{token.raw}</>;
  }
}

function Link({ token }: { readonly token: Tokens.Link }) {
  const href = linkTo(token.href, location.pathname);
  const text = inline(token.tokens);
  if (href === undefined) return <>{text}</>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

/**
 * Where a link of a lesson leads: to another site, or to a page of the documentation, which this page is below of when it is a part
 * of that. Undefined: nowhere.
 */
export function linkTo(href: string, pathname: string): string | undefined {
  if (/^https?:\/\//i.test(href)) return href;
  const page = /^(?:\.\.?\/)*docs\/([\w./-]+)\.md(#[\w-]+)?$/.exec(href);
  const base = /^(.*\/)viewer\/[^/]*$/.exec(pathname)?.[1];
  if (!page || base === undefined || page[1]?.includes("..")) return undefined;
  return `${base}${page[1]}.html${page[2] ?? ""}`;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: "\u00a0" };

/** Character references in text are still as they are written. */
const plain = (text: string): string =>
  text.replace(/&(\w+);/g, (whole, name: string) => (Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole));
