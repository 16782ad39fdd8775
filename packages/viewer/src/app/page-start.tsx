import { render } from "preact";
import { openFirst } from "./page-boot.js";
import { createPage, messageOf, type PageModules } from "./page-model.js";
import { Page } from "./page.js";
import { readAddress } from "./url.js";

/** Puts the page into its place, and opens what the address says. Until then, the shell in index.html is seen. */
export async function start(place: HTMLElement, modules: PageModules): Promise<void> {
  const address = readAddress(location.search, location.hash);
  try {
    const session = await modules.createSession(address.embed);
    const page = createPage(session, modules, address);
    place.replaceChildren();
    render(<Page page={page} />, place);
    await openFirst(page);
  } catch (error) {
    place.replaceChildren();
    render(<CannotStart message={messageOf(error)} />, place);
  }
}

function CannotStart({ message }: { readonly message: string }) {
  return (
    <main class="cannot-start">
      <h1>Tickless could not start</h1>
      <p>{message}</p>
      <p class="quiet">It needs a browser with module workers and WebAssembly: any of the last years.</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        Load again
      </button>
    </main>
  );
}
