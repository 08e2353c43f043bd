/**
 * Sanitised HTML of a reading on its way to a page. It travels once: in the page itself, not again in the data for hydration. When
 * SvelteKit fetches data alone (`isDataRequest`: a move from page to page in the browser) the text must travel there:
 * `travelsInData` says so. See src/hooks.ts.
 */
export class Html {
  readonly text: string;
  readonly travelsInData: boolean;

  constructor(text: string, travelsInData = false) {
    this.text = text;
    this.travelsInData = travelsInData;
  }
}
