import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** One folder per course. */
export const contentFolder = join(root, 'src', 'lib', 'content');
