import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { createPool } from './press-pool.ts';
import type { CertificateInput, DrawnCertificate, PressJob, RenderedCertificate } from './press.ts';
import { reportJobInput, type ReportInput } from './report-sheet.ts';

export type { CertificateInput, RenderedCertificate };

/**
 * Where the template, fonts/ and the file of the press's own processes stand. They are read from disk, not bundled: the built server runs from the project root,
 * and the command line runs the same files without a build.
 */
export const CERTIFICATE_FOLDER = 'src/lib/server/certificates';

/** A process holds the fonts and a compiler, about 110 MB, and makes about a hundred certificates a second: two are enough, however many cores there are. */
const MOST_PROCESSES = 2;
/** Memory was seen to stay level without; should a library begin to keep what it made, it is given back now and then. */
const JOBS_PER_PROCESS = 5_000;

export interface Renderer {
  render: (input: CertificateInput) => Promise<RenderedCertificate>;
  draw: (input: CertificateInput) => Promise<DrawnCertificate>;
  /** The same processes, for a report of a cohort. */
  renderReport: (input: ReportInput) => Promise<RenderedCertificate>;
  /** Ends the processes at once. */
  close: () => Promise<void>;
}

/** A renderer with processes of its own, started at the first certificate: this process never waits for one, and its memory stays as it is. */
export function createRenderer({
  folder = CERTIFICATE_FOLDER,
  processes = Math.min(availableParallelism(), MOST_PROCESSES),
} = {}): Renderer {
  const pool = createPool<PressJob, RenderedCertificate | DrawnCertificate>({
    file: resolve(CERTIFICATE_FOLDER, 'press-process.ts'),
    args: [resolve(folder)],
    size: processes,
    jobsPerProcess: JOBS_PER_PROCESS,
  });
  return {
    render: (input) => pool.run({ as: 'pdf', input }) as Promise<RenderedCertificate>,
    draw: (input) => pool.run({ as: 'svg', input }) as Promise<DrawnCertificate>,
    renderReport: (input) =>
      pool.run({ as: 'report', input: reportJobInput(input) }) as Promise<RenderedCertificate>,
    close: pool.close,
  };
}

const press = createRenderer();

/**
 * The PDF of a certificate, drawn from its frozen snapshot alone, in a process of the press: the same input gives the same bytes. `missing` are letters that
 * no font of the house holds. Rejects where it could not be made, such as for a picture that is none.
 */
export const renderCertificate = press.render;

/** The same as an SVG, to be looked at before anything is issued. */
export const drawCertificate = press.draw;

/** The PDF of a cohort's report. */
export const renderReport = press.renderReport;
