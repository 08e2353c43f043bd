import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { Database } from '../../server/db/client.ts';
import { readSession } from '../../server/auth/sessions.ts';
import { visitModule } from '../../server/queries/progress.ts';

const brotli = promisify(brotliCompress);

/**
 * The yardstick: Node's own server, the same statements, the same page compressed in the same way, and nothing else. What the product
 * loses against it is the price of its features.
 */
export function startBareServer(
  database: Database,
  page: { html: string; session: string; userId: string; courseId: string; moduleKey: string },
): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, response) => {
    void (async () => {
      await readSession(database.db, page.session);
      await visitModule(database.db, { ...page, at: new Date() });
      const body = await brotli(page.html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-encoding': 'br',
        'content-length': body.length,
      });
      response.end(body);
    })();
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, url: `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/` });
    });
  });
}
