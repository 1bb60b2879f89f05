/**
 * Every page of a list for which the SDK has no paginator.
 * @param ask makes one call with the token of the page before; undefined, as of a denied call, ends the list
 * @param next the token of the page after; undefined on the last
 */
export async function* followed<Page, Token>(
  ask: (token: Token | undefined) => Promise<Page | undefined>, next: (page: Page) => Token | undefined): AsyncIterable<Page> {
  let token: Token | undefined;
  do {
    const page = await ask(token);
    if (!page) return;
    yield page;
    token = next(page);
  } while (token);
}
