import postgres from 'postgres';
import { AppError } from '../domain/errors.ts';
import { ConfigError } from '../server/config.ts';
import { ContentError } from '../server/content/problems.ts';
import { EmbeddedDatabaseError } from '../server/db/embedded.ts';

/** What the command line says, one line each. */
export const say = (line: string) => process.stdout.write(`${line}\n`);

/** The reason of a failed start in one plain line. */
export function reasonOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof EmbeddedDatabaseError) return error.message;
  if (error instanceof ContentError)
    return `The course cannot be published, nothing was written. Problems: ${error.problems.length}.`;
  if (error instanceof postgres.PostgresError) return `The database refuses: ${error.message}.`;
  if (error instanceof AppError) return `Refused: ${error.code}.`;
  if (error instanceof Error && 'code' in error) {
    const { code } = error as { code?: unknown };
    if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'CONNECT_TIMEOUT' || code === 'EAI_AGAIN')
      return `The database at DATABASE_URL cannot be reached (${String(code)}). Start it, or correct the address.`;
    if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'ENOSPC')
      return `DATA_DIR cannot be used: ${error.message}.`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Runs a command to its end; a failure is one line on standard error (broken content: one line each) and exit code 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ContentError) process.stderr.write(`${error.message}\n`);
    process.stderr.write(`Pathways: ${reasonOf(error).replaceAll(/\s+/g, ' ')}\n`);
    process.exit(1);
  }
}
