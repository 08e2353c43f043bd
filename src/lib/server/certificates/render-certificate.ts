import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { loadFonts, type Fonts } from './fonts.ts';
import { composeSheet, type SheetInput } from './sheet.ts';

/**
 * Where template.typ and fonts/ stand. They are read from disk, not bundled: the built server runs from the project root, and the
 * command line runs the same files without a build.
 */
export const CERTIFICATE_FOLDER = 'src/lib/server/certificates';

export interface RenderedCertificate {
  pdf: Uint8Array;
  /** Letters that no font holds and that were left out; to be logged. */
  missing: string[];
}

export type RenderCertificate = (input: SheetInput) => Promise<RenderedCertificate>;

/** Archival, tagged, every font embedded; a credential can be attached to it without changing the level. */
const PDF_STANDARD = 'a-3a';
/** Nothing memoised is kept: certificates share little, and any other age lets memory grow by a quarter of a megabyte each (measured). */
const CACHE_AGE = 0;

/**
 * A renderer with its own compiler, made at the first certificate. One certificate is rendered at a time, and the event loop turns
 * between two. The same input gives the same bytes.
 */
export function createRenderer(folder: string = CERTIFICATE_FOLDER): RenderCertificate {
  let press: Promise<Press> | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  return (input) => {
    const turn = queue.then(async () => {
      press ??= openPress(resolve(folder));
      const rendered = print(await press, input);
      await nextTurn();
      return rendered;
    });
    queue = turn.catch(() => undefined);
    return turn;
  };
}

/** The process's own renderer. */
export const renderCertificate: RenderCertificate = createRenderer();

interface Press {
  compiler: NodeCompiler;
  template: string;
  fonts: Fonts;
}

async function openPress(folder: string): Promise<Press> {
  // A compiled addon: imported when it is needed, so that pages start without it and no bundler touches it.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fonts = await loadFonts(join(folder, 'fonts'));
  const template = await readFile(join(folder, 'template.typ'), 'utf8');
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: fonts.files }] });
  return { compiler, template, fonts };
}

function print({ compiler, template, fonts }: Press, input: SheetInput): RenderedCertificate {
  const { sheet, missing } = composeSheet(input, fonts);
  // Compiled and written in one call: a document handed to JavaScript in between would keep its memory until the next garbage collection.
  const pdf = compiler.pdf(
    { mainFileContent: template, inputs: { sheet: JSON.stringify(sheet) } },
    { pdfStandard: PDF_STANDARD, creationTimestamp: Math.floor(Date.parse(input.snapshot.issuedAt) / 1000) },
  );
  compiler.evictCache(CACHE_AGE);
  return { pdf: new Uint8Array(pdf), missing };
}
