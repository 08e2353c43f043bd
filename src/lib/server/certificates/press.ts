import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { identifyPdf } from './identify-pdf.ts';
import { loadFonts, type Coverage } from './fonts.ts';
import { composeReport, type ReportJobInput } from './report-sheet.ts';
import { composeSheet, type CertificateInput } from './sheet.ts';

export type { CertificateInput };

export interface RenderedCertificate {
  pdf: Uint8Array;
  /** Letters that no font holds and that were left out; to be logged. */
  missing: string[];
}

/** The pages one below the other, to be looked at in a page of ours. */
export interface DrawnCertificate {
  svg: string;
  missing: string[];
}

export type CertificateJob = { as: 'pdf' | 'svg'; input: CertificateInput };
export type ReportJob = { as: 'report'; input: ReportJobInput };
export type PressJob = CertificateJob | ReportJob;

/** Archival, tagged, every font embedded, files may be attached. The accessible standard is added after (identify-pdf.ts). */
const PDF_STANDARD = 'a-3a';
/** A report is read, not archived: the accessible standard alone, which the compiler keeps to by itself. */
const REPORT_STANDARD = 'ua-1';
/** What the certificate before made and this one could use is kept (letters that were shaped, pictures); of an older one nothing, so that memory stays level. */
const CACHE_AGE = 1;
/** One source, in this order. */
const TEMPLATE = ['template-parts.typ', 'template.typ', 'template-transcript.typ'];
const REPORT_TEMPLATE = 'report.typ';

/** A compiler with its template and fonts; for one process. */
export interface Press {
  folder: string;
  compiler: NodeCompiler;
  template: string;
  reportTemplate: string;
  coverage: Coverage;
}

/** Makes a press of the folder that holds the template and fonts/. */
export async function openPress(folder: string): Promise<Press> {
  // A compiled addon: imported when it is needed, so that nothing else waits for it and no bundler touches it.
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const { files, coverage } = await loadFonts(join(folder, 'fonts'));
  const parts = await Promise.all(TEMPLATE.map((name) => readFile(join(folder, name), 'utf8')));
  const template = parts.join('\n');
  const reportTemplate = await readFile(join(folder, REPORT_TEMPLATE), 'utf8');
  // It keeps a copy of the fonts: ours, 18 MB, are not held on to.
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: files }] });
  return { folder, compiler, template, reportTemplate, coverage };
}

/** Prints one certificate, or a report. The same input gives the same bytes. Throws what the compiler says of a picture that is none. */
export function print(press: Press, job: PressJob): RenderedCertificate | DrawnCertificate {
  try {
    return job.as === 'report' ? printReport(press, job) : printCertificate(press, job);
  } finally {
    press.compiler.resetShadow();
    press.compiler.evictCache(CACHE_AGE);
  }
}

function printCertificate(
  { folder, compiler, template, coverage }: Press,
  { as, input }: CertificateJob,
): RenderedCertificate | DrawnCertificate {
  const { sheet, files, missing } = composeSheet(input, coverage);
  for (const [name, bytes] of files) compiler.mapShadow(join(folder, name), Buffer.from(bytes));
  const source = { mainFileContent: template, inputs: { sheet: JSON.stringify(sheet) } };
  if (as === 'svg') return { svg: compiler.plainSvg(source), missing };
  // Compiled and written in one call: a document handed to JavaScript in between would keep its memory until the next garbage collection.
  const pdf = compiler.pdf(source, {
    pdfStandard: PDF_STANDARD,
    creationTimestamp: Math.floor(Date.parse(input.snapshot.issuedAt) / 1000),
  });
  return { pdf: identifyPdf(pdf, { address: input.verifyUrl, code: input.code }), missing };
}

function printReport(
  { compiler, reportTemplate, coverage }: Press,
  { input }: ReportJob,
): RenderedCertificate {
  const { sheet, missing } = composeReport(input, coverage);
  const source = { mainFileContent: reportTemplate, inputs: { sheet: JSON.stringify(sheet) } };
  const pdf = compiler.pdf(source, {
    pdfStandard: REPORT_STANDARD,
    creationTimestamp: Math.floor(Date.parse(input.madeAt) / 1000),
  });
  return { pdf, missing };
}
