/** Sanitised HTML of a reading on its way to a page; a class so that it can be kept out of the hydration data (src/hooks.ts). */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
